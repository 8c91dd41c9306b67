"""The public price list: which of its rows is a size's price, and what it answers when it is not well."""

import unittest
from datetime import UTC, datetime

import place  # noqa: F401  (finds the modules)
from deploying.az import Refused
from leading.pricelist import PriceList
from net import served

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


def row(price, kind="Spot", **more):
    """A row as the list has it."""
    sku = f"Standard_D2ads_v5 {kind}".strip()
    return {
        "currencyCode": "USD", "tierMinimumUnits": 0.0, "retailPrice": price, "unitPrice": price, "armRegionName": "westeurope",
        "effectiveStartDate": "2026-01-01T00:00:00Z", "meterName": f"D2ads v5 {kind}".strip(), "productName": "Virtual Machines Dadsv5 Series",
        "skuName": sku, "serviceName": "Virtual Machines", "unitOfMeasure": "1 Hour", "type": "Consumption", "armSkuName": "Standard_D2ads_v5",
    } | more  # fmt: skip


class Prices(unittest.TestCase):
    def setUp(self):
        self.answers, self.asked, self.pauses = [], [], []
        self.base = served(self, self.answer) + "/prices"

    def answer(self, _method, path, _headers, _body):
        """The next one."""
        self.asked.append(path)
        return self.answers.pop(0)

    def prices(self, *answers):
        self.answers = [one if isinstance(one, tuple) else (200, one, {}) for one in answers]
        return PriceList({"HEARTH_PRICES": self.base}, self.pauses.append, lambda: NOW).of("westeurope", "Standard_D2ads_v5")

    def of(self, *rows):
        return self.prices({"Items": list(rows), "NextPageLink": None})

    def test_the_row_that_is_the_price_is_told_from_those_that_are_not(self):
        right, regular = row(0.021), row(0.103, "")
        for name, odd in {
            "a price to come": row(0.001, effectiveStartDate="2026-12-01T00:00:00Z"),
            "a former price": row(0.001, effectiveStartDate="2021-05-01T00:00:00Z"),
            "Windows": row(0.001, productName="Virtual Machines Dadsv5 Series Windows"),
            "Low Priority": row(0.001, "Low Priority"),
            "Low Priority by its SKU alone": row(0.001, skuName="Standard_D2ads_v5 Low Priority"),
            "Dev/Test": row(0.001, type="DevTestConsumption"),
            "a reservation": row(0.001, type="Reservation"),
            "another size": row(0.001, armSkuName="Standard_D2ads_v5_Promo"),
            "another region": row(0.001, armRegionName="eastus"),
            "another currency": row(0.001, currencyCode="EUR"),
            "another unit": row(0.001, unitOfMeasure="1 Month"),
            "Cloud Services": row(0.001, productName="Dadsv5 Series Cloud Services"),
            "a price for many": row(0.001, tierMinimumUnits=100.0),
            "nothing": row(0),
            "less than nothing": row(-1),
            "text": row("0.001"),
            "truth": row(True),
            "no number": row(float("nan")),
            "without end": row(float("inf")),
            "huge": row(10**9),
            "no price": {key: one for key, one in row(1).items() if key != "retailPrice"},
            "no product": row(0.001, productName=None),
            "no meter": row(0.001, meterName=7),
            "no time": row(0.001, effectiveStartDate="soon"),
            "a number as time": row(0.001, effectiveStartDate=7),
            "no object": "row",
            "null": None,
        }.items():
            with self.subTest(name):
                self.assertEqual(self.of(odd, right, regular), (0.021, 0.103))
                self.assertEqual(self.of(right, regular, odd), (0.021, 0.103))
                self.assertEqual(self.of(odd), (None, None) if name != "a former price" else (0.001, None))

    def test_spot_may_stand_in_the_meter_or_in_the_sku(self):
        self.assertEqual(self.of(row(0.02, meterName="D2ads v5")), (0.02, None))
        self.assertEqual(self.of(row(0.02, skuName="D2ads v5")), (0.02, None))

    def test_of_two_prices_at_once_the_dearest_is_believed(self):
        self.assertEqual(self.of(row(0.02), row(0.03)), (0.03, None))

    def test_every_page_is_read_also_where_the_link_names_the_port(self):
        first = {"Items": [row(0.103, "")], "NextPageLink": f"{self.base}?$skip=100"}
        self.assertEqual(self.prices(first, {"Items": [row(0.02)], "NextPageLink": ""}), (0.02, 0.103))
        self.assertEqual(self.asked[1], "/prices?$skip=100")

    def test_a_page_elsewhere_or_without_end_is_not_followed(self):
        for link in ("https://evil.example/prices", "file:///etc/passwd", self.base.replace("http:", "https:"), self.base + "/x", 7, ["x"], "http://["):
            with self.subTest(link), self.assertRaisesRegex(Refused, "next page is elsewhere"):
                self.prices({"Items": [], "NextPageLink": link})
        with self.assertRaisesRegex(Refused, "do not end"):
            self.prices(*[{"Items": [], "NextPageLink": f"{self.base}?again"}] * 3)
        with self.assertRaisesRegex(Refused, "do not end"):
            self.prices(*[{"Items": [], "NextPageLink": f"{self.base}?{one}"} for one in range(30)])

    def test_an_answer_that_is_no_list_is_refused_in_words(self):
        for body in (b"<html>", b"", b"[]", b"null", b'{"Items": null}', b'{"Items": {}}', b'{"Items": "x"}', b"[" * 100000):
            with self.subTest(body[:20]), self.assertRaisesRegex(Refused, "something else than a list"):
                self.prices((200, body, {}))

    def test_a_busy_list_is_waited_for_as_long_as_it_asks(self):
        busy = (429, {"Items": []}, {})
        self.assertEqual(self.prices(busy, busy, busy, {"Items": [row(0.02)]}), (0.02, None))
        self.assertEqual(self.pauses, [5.0, 10.0, 20.0])
        self.pauses.clear()
        for told in ("30", "nan", "-1", "Fri, 27 Nov 2026 12:00:00 GMT"):
            self.prices((429, b"", {"Retry-After": told}), {"Items": []})
        self.assertEqual(self.pauses, [30.0, 5.0, 5.0, 5.0])


if __name__ == "__main__":
    unittest.main()
