"""The changes that `mutate.py` makes: what could be wrong in a line and still run."""

import ast
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

# Sentences, and declarations whose numbers are shown or have their own tests.
LEFT_ALONE = {"say", "say_n", "setting", "wording", "wording_n"}
SWAPPED_OPERATORS: dict[type, type] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.Add: ast.Sub, ast.Sub: ast.Add,
    ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Pow: ast.Mult, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
    ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip
_PAIRS = ("min max", "argmin argmax", "minimum maximum", "floor ceil", "any all", "zeros ones")
SWAPPED_NAMES = dict(pair for a, b in map(str.split, _PAIRS) for pair in ((a, b), (b, a)))
# Arguments that guard or speed up and change no result.
HARMLESS_ARGUMENTS = {"strict", "copy", "check_finite", "stacklevel", "overwrite_a"}


@dataclass(frozen=True)
class Mutant:
    """One change: the text `before` at `line`, `column` of `path` becomes `after`."""

    path: str
    line: int
    column: int
    operator: str
    before: str
    after: str
    in_function: bool
    # How many changes of the same text stand before it in its module.
    nth: int = 0

    @property
    def key(self) -> str:
        """What names it in the results."""
        return f"{self.path}:{self.line}:{self.column} {self.operator} {self.after}"

    def lot(self, seed: int) -> str:
        """What decides whether it is drawn: other lines of the code have no say in it."""
        text = f"{seed} {self.path} {self.operator} {self.before} {self.after} {self.nth}"
        return hashlib.sha256(text.encode()).hexdigest()

    def apply(self, source: str) -> str:
        """Return `source` with the change made."""
        lines = source.encode().splitlines(keepends=True)
        start = sum(map(len, lines[: self.line - 1])) + self.column
        text, before = b"".join(lines), self.before.encode()
        assert text[start : start + len(before)] == before
        return (text[:start] + self.after.encode() + text[start + len(before) :]).decode()


def changes(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Yield each operator's name with what it makes of this expression."""
    match node:
        case ast.Compare(left, operators, right):
            for place, operator in enumerate(operators):
                if other := SWAPPED_OPERATORS.get(type(operator)):
                    swapped = [*operators[:place], other(), *operators[place + 1 :]]
                    yield "comparison", ast.Compare(left, swapped, right)
        case ast.BinOp(left, operator, right) if not (_is_text(left) or _is_text(right)):
            if other := SWAPPED_OPERATORS.get(type(operator)):
                yield "arithmetic", ast.BinOp(left, other(), right)
        case ast.BoolOp(operator, values):
            yield "and/or", ast.BoolOp(SWAPPED_OPERATORS[type(operator)](), values)
        case ast.UnaryOp(ast.Not() | ast.USub(), operand):
            yield "dropped not or minus", operand
        case ast.Call(ast.Attribute() as function, arguments, keywords):
            for place, keyword in enumerate(keywords):
                if keyword.arg and keyword.arg not in HARMLESS_ARGUMENTS:
                    fewer = keywords[:place] + keywords[place + 1 :]
                    yield "argument left out", ast.Call(function, arguments, fewer)
        case _:
            yield from _other_values(node)


def _other_values(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    match node:
        case ast.Constant(int() | float() as number) if not isinstance(number, bool):
            yield "number", ast.Constant(number + 1 if isinstance(number, int) else number * 1.1 + 0.01)
        case ast.Name(name) if name in SWAPPED_NAMES:
            yield "function", ast.Name(SWAPPED_NAMES[name])
        case ast.Attribute(value, name) if name in SWAPPED_NAMES:
            yield "function", ast.Attribute(value, SWAPPED_NAMES[name])


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def returned_instead(value: ast.expr) -> tuple[str, ast.expr] | None:
    """Return what a function gives back instead of `value`: the opposite of a condition, None for anything else."""
    match value:
        case ast.Constant(None):
            return None
        case ast.Constant(bool() as answer):
            return "opposite returned", ast.Constant(not answer)
        case ast.Compare() | ast.BoolOp() | ast.UnaryOp(ast.Not()):
            return "opposite returned", ast.UnaryOp(ast.Not(), value)
    return "None returned", ast.Constant(None)


def mutants_of(path: str, source: str) -> list[Mutant]:
    """Return every mutant of one module, in the order of its text."""
    found: list[Mutant] = []

    def visit(node: ast.AST, in_function: bool) -> None:
        if _is_left_alone(node):
            return
        if isinstance(node, ast.Return) and node.value and (instead := returned_instead(node.value)):
            add(node.value, *instead, in_function)
        if isinstance(node, ast.expr):
            for name, changed in changes(node):
                add(node, name, changed, in_function)
        inner = in_function or isinstance(node, ast.FunctionDef | ast.Lambda)
        for field, value in ast.iter_fields(node):
            if field in {"annotation", "returns", "decorator_list"}:
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    # Defaults of arguments are worked out where the module is loaded.
                    visit(child, inner and field != "args")

    def add(node: ast.expr, name: str, instead: ast.expr, in_function: bool) -> None:
        before = ast.get_source_segment(source, node)
        if before:
            after = f"({ast.unparse(ast.fix_missing_locations(instead))})"
            found.append(Mutant(path, node.lineno, node.col_offset, name, before, after, in_function))

    visit(ast.parse(source), False)
    found.sort(key=lambda each: (each.line, each.column, each.operator, each.after))
    before: Counter[tuple[str, str, str]] = Counter()
    numbered = []
    for each in found:
        text = each.operator, each.before, each.after
        numbered.append(replace(each, nth=before[text]))
        before[text] += 1
    return numbered


def _is_left_alone(node: ast.AST) -> bool:
    match node:
        case ast.Call(ast.Name(name)) | ast.FunctionDef(name) if name in LEFT_ALONE | {"__repr__"}:
            return True
        case ast.Assign(value=ast.BinOp(op=ast.BitOr())):  # `Number = int | float`
            return True
    return isinstance(node, ast.JoinedStr)
