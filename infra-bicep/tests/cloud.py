"""A cloud for the real Azure CLI: the resource manager's protocol around what the fake CLI answers.

Refuses what has no token or no API version. A call of the resource manager is put to the fake as the
command that makes it, so that one state and one list of faults serve both.
"""

import base64
import json
import re
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

SUBSCRIPTION = "00000000-0000-0000-0000-0000000000aa"
TENANT = "00000000-0000-0000-0000-0000000000bb"
FAKE = Path(__file__).resolve().parent / "fake/az"
SECONDS = 3600


def token():
    """Three parts, as the CLI takes them apart."""
    claims = {"tid": TENANT, "oid": TENANT, "aud": "x", "exp": int(time.time()) + SECONDS,
              "xms_mirid": f"/subscriptions/{SUBSCRIPTION}/resourcegroups/a/providers/Microsoft.ManagedIdentity/userAssignedIdentities/b"}  # fmt: skip
    parts = ({"alg": "none", "typ": "JWT"}, claims, {"none": "none"})
    return ".".join(base64.urlsafe_b64encode(json.dumps(one).encode()).decode().rstrip("=") for one in parts)


def provider(name):
    """As the resource manager lists it."""
    return {"namespace": name, "registrationState": "Registered", "resourceTypes": []}


class Failed(Exception):
    """The fake's error for a fault, in the resource manager's words."""


class Cloud:
    """`url` over https, `identity` (the managed identity's endpoint) over http, until close()."""

    def __init__(self, certificate, key):
        self._environ, self.asked, self._operations, self.query = {}, [], {}, {}
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                """Says nothing."""

            def answer(self):
                length = int(self.headers.get("Content-Length") or 0)
                # The CLI writes this one key without quotes (measured, 2.45.0), which the resource manager bears.
                text = self.rfile.read(length).replace(b", template:{", b', "template":{')
                outer.answer(self, json.loads(text) if length else None)

            do_GET = do_HEAD = do_PUT = do_POST = do_PATCH = do_DELETE = answer

        self._servers = [ThreadingHTTPServer(("127.0.0.1", 0), Handler) for _ in range(2)]
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self._servers[0].socket = context.wrap_socket(self._servers[0].socket, server_side=True)
        self.url = f"https://localhost:{self._servers[0].server_address[1]}"
        self.identity = f"http://127.0.0.1:{self._servers[1].server_address[1]}/msi/token"
        for server in self._servers:
            server.daemon_threads = True
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()

    def serves(self, environ):
        """Whose state it is from now on, as the fake finds it."""
        self._environ, self.asked = environ, []

    def close(self):
        """Ends both servers."""
        for server in self._servers:
            server.shutdown()
            server.server_close()

    def answer(self, request, body):
        """One request."""
        url = urlsplit(request.path)
        asked = {name: values[0] for name, values in parse_qs(url.query).items()}
        if url.path.rstrip("/") == "/msi/token":
            until = str(int(time.time()) + SECONDS)
            self._send(request, 200, {"access_token": token(), "expires_on": until, "resource": asked.get("resource"), "token_type": "Bearer"})
        elif url.path == "/metadata/endpoints":
            self._send(request, 200, {"authentication": {"loginEndpoint": f"{self.url}/adfs", "audiences": [f"{self.url}/"]}})
        elif not (request.headers.get("Authorization") or "").startswith("Bearer "):
            self._send(request, 401, wrong("AuthenticationFailed", "no token"))
        elif "api-version" not in asked:
            self._send(request, 400, wrong("MissingApiVersionParameter", "no api-version"))
        else:
            self.asked.append(f"{request.command} {url.path}")
            self.query = asked
            try:
                self._resource(request, url.path, body)
            except Failed as why:
                status = 429 if "429" in str(why) else 409
                self._send(request, status, wrong("TooManyRequests" if status == 429 else "Conflict", str(why)))

    def _resource(self, request, path, body):
        for pattern, method, does in CALLS:
            found = re.fullmatch(f"/subscriptions/{SUBSCRIPTION}{pattern}/?", path, re.I)
            if found and request.command == method:
                status, told, headers = does(self, path, body, *found.groups())
                self._send(request, status, told, headers)
                return
        if path.lower() in ("/subscriptions", f"/subscriptions/{SUBSCRIPTION}"):
            one = {"id": f"/subscriptions/{SUBSCRIPTION}", "subscriptionId": SUBSCRIPTION, "displayName": "Play", "state": "Enabled", "tenantId": TENANT}
            self._send(request, 200, {"value": [one]} if path.lower() == "/subscriptions" else one)
        else:
            self._send(request, 404, wrong("NotFound", f"the stand-in has no {request.command} {path}"))

    def fake(self, *words):
        """The fake CLI's answer. Raises Failed."""
        done = subprocess.run([sys.executable, FAKE, *words], env=self._environ, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Failed(done.stderr.strip())
        return json.loads(done.stdout) if done.stdout.strip() else None

    def deployed(self, kind, body):
        """The fake's result for a deployment's parameters: its preview or its outputs."""
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump({"parameters": body["properties"]["parameters"]}, file)
            file.flush()
            return self.fake("deployment", "sub", kind, "--parameters", f"@{file.name}")

    def operation(self, told):
        """The address at which a long operation's end is to be asked for."""
        number = str(len(self._operations))
        self._operations[number] = told
        return f"{self.url}/subscriptions/{SUBSCRIPTION}/operationresults/{number}?api-version=2021-04-01"

    def operated(self, number):
        """The end of a long operation."""
        return self._operations[number]

    @staticmethod
    def _send(request, status, told, headers=()):
        data = b"" if told is None else json.dumps(told).encode()
        request.send_response(status)
        for name, value in dict(headers).items():
            request.send_header(name, value)
        request.send_header("Content-Type", "application/json")
        request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        if request.command != "HEAD":
            request.wfile.write(data)


def wrong(code, message):
    """An error as the resource manager words it."""
    return {"error": {"code": code, "message": message}}


def listed(values, **headers):
    """A page that is the last."""
    return 200, {"value": values}, headers


def there(cloud, _, __, name):
    """HEAD of a resource group."""
    return 204 if cloud.fake("group", "exists", "--name", name) else 404, None, {}


def group(cloud, *_):
    """One resource group."""
    told = cloud.fake("group", "show")
    return 200, told | {"name": told["id"].rsplit("/", 1)[1], "properties": {"provisioningState": "Succeeded"}}, {}


def made(cloud, path, body, name):
    """A resource group is made."""
    cloud.fake("group", "create", "--name", name)
    return 201, {"id": path, "name": name, "location": body["location"], "properties": {"provisioningState": "Succeeded"}}, {}


def resources(cloud, *_):
    """The group's resources: all, or only the function apps."""
    if "Microsoft.Web/sites" in cloud.query.get("$filter", ""):
        names = cloud.fake("resource", "list", "--resource-type", "Microsoft.Web/sites")
        return listed([{"id": f"/x/{one}", "name": one, "type": "Microsoft.Web/sites"} for one in names])
    return listed(cloud.fake("resource", "list"))


def locations(cloud, *_):
    """The subscription's regions, and one that is no place."""
    there = [{"name": one["name"], "displayName": one["title"], "metadata": {"regionType": "Physical"}} for one in cloud.fake("account", "list-locations")]
    return listed([*there, {"name": "europe", "displayName": "Europe", "metadata": {"regionType": "Logical"}}])


def kinds(cloud, path, _, name):
    """What the resource manager tells of a provider: all that the fake has of it, each with a version."""
    types = {one["type"].split("/", 1)[1] for one in cloud.fake("resource", "list") if one["type"].startswith(f"{name}/")}
    return 200, provider(name) | {"id": path, "resourceTypes": [{"resourceType": one, "apiVersions": ["2023-01-01"], "locations": []} for one in types]}, {}


def ended(cloud, path, *_):
    """A resource goes."""
    cloud.fake("resource", "delete", "--ids", path)
    return 200, None, {}


def group_ended(cloud, *_):
    """The group goes, with all that is in it."""
    cloud.fake("group", "delete")
    return 200, None, {}


def tagged(cloud, path, body, *_):
    """Tags are laid over those that are there."""
    assert body["operation"] == "Merge", body
    tags = body["properties"]["tags"]
    cloud.fake("tag", "update", "--tags", *(f"{name}={value}" for name, value in tags.items()))
    return 200, {"id": path, "properties": {"tags": tags}}, {}


def last(cloud, path, _, name):
    """The deployment of that name."""
    told = cloud.fake("deployment", "sub", "show")
    return 200, {"id": path, "name": name, "properties": {"provisioningState": told["state"], "outputs": told["outputs"]}}, {}


def recovered(cloud, path, body, _, name):
    """A vault is made out of the one that was deleted."""
    assert body["properties"]["createMode"] == "recover", body
    cloud.fake("keyvault", "recover", "--name", name)
    return 200, {"id": path, "name": name, "location": body["location"], "properties": {"provisioningState": "Succeeded"}}, {}


def previewed(cloud, _, body, __):
    """A what-if, whose result is asked for afterwards."""
    told = cloud.deployed("what-if", body)
    address = cloud.operation({"status": told["status"], "properties": {"changes": told["changes"]}})
    return 202, None, {"Location": address, "Retry-After": "0"}


def deployed(cloud, path, body, name):
    """A deployment in the subscription."""
    return 201, one_deployment(path, name, cloud.deployed("create", body)), {}


def budget(cloud, path, _, __, name):
    """A deployment in the group: the budget's."""
    cloud.fake("deployment", "group", "create", "--name", name)
    return 201, one_deployment(path, name, {}), {}


def one_deployment(path, name, outputs):
    """A deployment that is over."""
    return {"id": path, "name": name, "properties": {"provisioningState": "Succeeded", "outputs": outputs}}


def validated(*_):
    """The validation that the CLI asks for before it deploys."""
    return 200, {"properties": {"provisioningState": "Succeeded"}}, {}


def settled(word):
    """A deleted vault is recovered or purged."""

    def settle(cloud, path, _, name):
        cloud.fake("keyvault", word, "--name", name)
        return 200, {"id": path, "name": name, "properties": {}}, {}

    return settle


def rest(method):
    """A request of `az rest`."""

    def ask(cloud, path, body, *_):
        return 200, cloud.fake("rest", "--method", method, "--url", f"{path}?", "--body", json.dumps(body)), {}

    return ask


G = r"/resourceGroups/([\w-]+)"
V = "/providers/Microsoft.KeyVault"
D = r"/providers/Microsoft.Resources/deployments/([\w-]+)"
CALLS = (
    ("/providers", "GET", lambda cloud, *_: listed([provider(one) for one in cloud.fake("provider", "list")])),
    ("/providers/Microsoft.Compute/skus", "GET",
     lambda cloud, *_: listed([one | {"resourceType": "virtualMachines", "locations": ["westeurope"]} for one in cloud.fake("vm", "list-skus")])),
    (G, "HEAD", there),
    (G, "GET", group),
    (G, "PUT", made),
    (f"{G}/resources", "GET", resources),
    ("/resources", "GET", resources),
    (G, "DELETE", group_ended),
    ("/locations", "GET", locations),
    (r"/providers/(Microsoft\.\w+)", "GET", kinds),
    (rf"{G}{V}/vaults/([\w-]+)", "PUT", recovered),
    (r".*/roleAssignments/[\w-]+", "DELETE", rest("delete")),
    (r".*/roleDefinitions/[\w-]+", "DELETE", rest("delete")),
    (rf"{G}/providers/Microsoft.Storage/storageAccounts/\w+/blobServices/default/containers/[\w-]+", "DELETE", rest("delete")),
    (rf"{G}/providers/Microsoft\.\w+/\w+/[\w-]+", "DELETE", ended),
    (r".*/providers/Microsoft.Resources/tags/default", "PATCH", tagged),
    (D, "GET", last),
    (r".*/configreferences/appsettings/refresh", "POST", rest("post")),
    (r"(?:.*/configreferences/appsettings|.*/sites/[\w-]+|.*/userAssignedIdentities|.*/role(?:Assignments|Definitions)|.*/containers|/providers/Microsoft.Authorization/permissions)", "GET", rest("get")),
    (f"{G}{V}/vaults", "GET", lambda cloud, *_: listed([one | {"name": one["id"].rsplit("/", 1)[1]} for one in cloud.fake("keyvault", "list")])),
    (f"{V}/deletedVaults", "GET", lambda cloud, *_: listed(cloud.fake("keyvault", "list-deleted"))),
    (rf"{V}/locations/\w+/deletedVaults/([\w-]+)", "GET", lambda cloud, *_: (200, cloud.fake("keyvault", "list-deleted")[0], {})),
    (rf"{V}/locations/\w+/deletedVaults/([\w-]+)/purge", "POST", settled("purge")),
    (rf"{G}{V}/vaults/([\w-]+)/secrets", "GET", rest("get")),
    (rf"{G}/providers/Microsoft.Consumption/budgets", "GET", rest("get")),
    (r"/providers/Microsoft.\w+/check\w+", "POST", rest("post")),
    (f"{D}/whatIf", "POST", previewed),
    (f"(?:{G})?{D}/validate", "POST", validated),
    (D, "PUT", deployed),
    (f"{G}{D}", "PUT", budget),
    (r"/operationresults/(\d+)", "GET", lambda cloud, _, __, number: (200, cloud.operated(number), {})),
)  # fmt: skip
