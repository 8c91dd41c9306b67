"""The part of JSON Schema that our contracts use; each error names the field it is about."""

import re

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}


def errors(value, schema, root=None, at=""):
    """Every way in which the value breaks the schema, as 'field: what is wrong'."""
    return list(_walk(value, schema, schema if root is None else root, at))


def _walk(value, schema, root, at):
    if "$ref" in schema:
        target = root
        for part in schema["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        yield from _walk(value, target, root, at)
    name = at or "(document)"
    if "type" in schema and not _is(value, schema["type"]):
        yield f"{name}: must be {_words(schema['type'])}"
        return
    if "const" in schema and value != schema["const"]:
        yield f"{name}: must be {schema['const']!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{name}: must be one of {', '.join(map(str, schema['enum']))}"
    if "oneOf" in schema:
        yield from _one_of(value, schema["oneOf"], root, at, name)
    if "not" in schema and not errors(value, schema["not"], root, at):
        yield f"{name}: has what it must not have ({schema['not']})"
    if isinstance(value, str):
        yield from _string(value, schema, name)
    elif isinstance(value, dict):
        yield from _object(value, schema, root, at)
    elif isinstance(value, list):
        yield from _size(len(value), schema, "Items", "entries", name)
        for i, item in enumerate(value):
            yield from _walk(item, schema.get("items", {}), root, f"{at}[{i}]")
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        if value < schema.get("minimum", value):
            yield f"{name}: must be at least {schema['minimum']}"
        if value > schema.get("maximum", value):
            yield f"{name}: must be at most {schema['maximum']}"


def _one_of(value, branches, root, at, name):
    fits = sum(not errors(value, branch, root, at) for branch in branches)
    if fits == 1:
        return
    if all(set(branch) == {"required"} for branch in branches):
        names = " or ".join(branch["required"][0] for branch in branches)
        yield f"{name}: needs exactly one of {names}"
    else:
        yield f"{name}: fits {fits} of the allowed forms, must fit exactly one"


def _string(value, schema, name):
    yield from _size(len(value), schema, "Length", "characters", name)
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{name}: must match {schema['pattern']}"


def _object(value, schema, root, at):
    dot = f"{at}." if at else ""
    for missing in [key for key in schema.get("required", ()) if key not in value]:
        yield f"{dot}{missing}: is missing"
    known = schema.get("properties", {})
    rest = schema.get("additionalProperties", True)
    for key, item in value.items():
        if "propertyNames" in schema:
            yield from _walk(key, schema["propertyNames"], root, f"{dot}{key}")
        if key in known:
            yield from _walk(item, known[key], root, f"{dot}{key}")
        elif rest is False:
            yield f"{dot}{key}: is not known here"
        elif isinstance(rest, dict):
            yield from _walk(item, rest, root, f"{dot}{key}")


def _size(size, schema, what, words, name):
    if size < schema.get(f"min{what}", 0):
        yield f"{name}: must have at least {schema[f'min{what}']} {words}"
    if size > schema.get(f"max{what}", size):
        yield f"{name}: must have at most {schema[f'max{what}']} {words}"


def _is(value, kind):
    if isinstance(kind, list):
        return any(_is(value, one) for one in kind)
    if kind in ("integer", "number"):
        allowed = int if kind == "integer" else (int, float)
        return isinstance(value, allowed) and not isinstance(value, bool)
    return isinstance(value, TYPES[kind])


def _words(kind):
    return " or ".join(kind) if isinstance(kind, list) else kind
