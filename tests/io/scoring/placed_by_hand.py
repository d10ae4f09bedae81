"""What anyone does who places customers by the JSON document and docs/placing.md, with nothing of segdesk's."""

import math
from datetime import datetime

EPOCH = datetime(1970, 1, 1)


def key(text):
    return " ".join(text.split()).casefold()


def is_empty(cell):
    return cell is None or (isinstance(cell, str) and not cell.strip())


def value_of(variable, cell):
    """Return the number of a cell, None where it is empty."""
    if is_empty(cell):
        return None
    if variable["type"] == "ordered":
        places = {key(text): i for i, texts in enumerate(variable["order"]) for text in texts}
        return places.get(key(cell))
    if variable["type"] == "date":
        return math.floor((cell - EPOCH).total_seconds()) / 86_400
    return float(cell)


def transformed(variable, x):
    if variable["transform"] == "log":
        return math.log1p(max(x, 0.0))
    if variable["transform"] == "yeo-johnson":
        e = variable["exponent"]
        if x >= 0:
            return math.log(x + 1) if e == 0 else ((x + 1) ** e - 1) / e
        return -math.log(1 - x) if e == 2 else -((1 - x) ** (2 - e) - 1) / (2 - e)
    return x


def columns_of(variable, cell):
    """Return the columns of the matrix, and whether the row is left out for this variable."""
    if variable["kind"] == "category":
        places = {key(text): i for i, level in enumerate(variable["levels"]) for text in level["texts"]}
        place = variable["if_empty"] if is_empty(cell) else places.get(key(cell), variable["if_other"])
        return variable["levels"][place]["columns"], variable["drop_if_empty"] and is_empty(cell)
    x = value_of(variable, cell)
    out = variable["drop_if_empty"] and x is None
    y = transformed(variable, variable["fill"] if x is None else x)
    if variable["lower"] is not None:
        within = min(max(y, variable["lower"]), variable["upper"])
        out = out or (variable["outside"] == "leave out" and within != y)
        y = within if variable["outside"] == "cap" else y
    found = [(y - variable["centre"]) / variable["spread"] * variable["weight"]]
    if variable["empty"] is not None:
        flag = (x is None) - variable["empty"]["centre"]
        found.append(flag / variable["empty"]["spread"] * variable["weight"])
    return found, out


def distance(a, b):
    return math.sqrt(sum((x - y) ** 2 for x, y in zip(a, b, strict=True)))


def margin(segment, distances):
    """Return confidence and runner-up."""
    if segment == 0:
        return None, 0
    if len(distances) == 1:
        return 1.0, 0
    others = [(d, s) for s, d in enumerate(distances, start=1) if s != segment]
    best, second = min(others)
    own = distances[segment - 1]
    return (max((best - own) / best, 0.0) if best > 0 else 0.0), second


def by_rfm(rule, values):
    if any(value is None for value in values):
        return 0
    recency, frequency, *money = values
    if rule["as_of"] is not None:
        recency = rule["as_of"] - math.floor(recency)

    def level(value, cuts):
        return 1 + sum(value >= cut if rule["bound_belongs_above"] else value > cut for cut in cuts)

    def within(cuts, value, scores):
        group = scores if "" not in cuts else ""
        nearest = min(cuts, key=lambda k: ([abs(int(a) - int(b)) for a, b in zip(k, group, strict=True)], k))
        return level(value, cuts[nearest])

    r = rule["levels"] + 1 - level(recency, rule["recency"])
    f = within(rule["frequency"], frequency, str(r))
    m = within(rule["monetary"], money[0], f"{r}{f}") if money and rule["monetary"] else f
    r, f, m = (math.floor(1 + (s - 1) * 4 / (rule["levels"] - 1) + 0.5) - 1 for s in (r, f, m))
    return rule["cells"][r][f][m]


def by_rule(rule, values, row):
    """Return segment, confidence and runner-up of one row."""
    name = rule["rule"]
    if name == "RFM":
        segment = by_rfm(rule, values)
        return segment, 1.0 if segment else None, 0
    if name == "highest posterior":
        logs = []
        for weight, mean, factor in zip(
            rule["weights"], rule["means"], rule["precision_factors"], strict=True
        ):
            away = [x - m for x, m in zip(row, mean, strict=True)]
            n = len(away)
            standard = [sum(away[i] * factor[i][j] for i in range(n)) for j in range(n)]
            size = sum(math.log(factor[j][j]) for j in range(n))
            logs.append(
                math.log(weight) + size - 0.5 * (n * math.log(2 * math.pi) + sum(s * s for s in standard))
            )
        segment = logs.index(max(logs)) + 1
        rest = [(-each, s) for s, each in enumerate(logs, start=1) if s != segment]
        return segment, 1 / sum(math.exp(each - max(logs)) for each in logs), min(rest)[1] if rest else 0
    if name == "nearest prototype":
        weighed = [x * w for x, w in zip(row, rule["factors"], strict=True)]
        far = []
        for point in rule["prototypes"]:
            apart = [abs(x - p * w) for x, p, w in zip(weighed, point, rule["factors"], strict=True)]
            far.append(sum(a ** rule["power"] for a in apart) ** (1 / rule["power"]))
        nearest = next(i for i, d in enumerate(far) if d <= min(far) * (1 + 1e-12))
        distances = [d for _, d in sorted(zip(rule["segments"], far, strict=True))]
        segment = rule["segments"][nearest]
    elif name == "nearest representative":
        far = [distance(row, point) for point in rule["points"]]
        nearest = far.index(min(far))
        distances = [
            min(d for d, s in zip(far, rule["segments"], strict=True) if s == segment)
            for segment in range(1, max(rule["segments"]) + 1)
        ]
        segment = rule["segments"][nearest] if far[nearest] <= rule["reaches"][nearest] else 0
    else:
        distances = [distance(row, centre) for centre in rule["centres"]]
        segment = distances.index(min(distances)) + 1
        if name == "tree of halves":
            at = 0
            while at >= 0:
                left, right = (distance(row, centre) for centre in rule["forks"][at])
                at = rule["branches"][at][0 if left <= right else 1]
            segment = -at
    return (segment, *margin(segment, distances))


def place(document, cells):
    """Return what the document says of one customer, given by the names of the variables."""
    columns, left_out, values = [], True, []
    for variable in document["variables"]:
        left_out = left_out and is_empty(cells[variable["name"]])
        values.append(value_of(variable, cells[variable["name"]]) if variable["kind"] == "number" else None)
    for variable in document["variables"]:
        found, out = columns_of(variable, cells[variable["name"]])
        columns += found
        left_out = left_out or out
    segment, confidence, second = (0, None, 0) if left_out else by_rule(document["placing"], values, columns)
    own = document["segments"][segment - 1]
    like = segment > 0 and distance(columns, own["centre"]) <= own["limit"] * (1 + 1e-9)
    return {
        "segment": segment,
        "segment_name": own["name"] if segment else document["unassigned"],
        "segment_confidence": confidence,
        "segment_second": second,
        "segment_unlike": "no" if like else "yes",
    }
