"""How is a printed cite changed afterwards? Parts taken out of it, put together, looked at.

In: the node of one cite, which belongs to one citation alone and is changed in place; or that of an entry.
"""

from collections.abc import Iterator

from refdesk.csl.tree import Child, Node, first

_BRACKETS = {"(": "[", ")": "]"}


def take_out(cite: Node, part: Node) -> bool:
    """Take a part out of a cite, and what then prints nothing around it. False where it does not stand in the cite."""
    path = _path(cite, part)
    if path is None:
        return False
    for around, child in reversed(path):
        around.children = [each for each in around.children if each is not child]
        if around.children:
            break
    return True


def _path(around: Node, part: Node) -> list[tuple[Node, Node]] | None:
    """The nodes that lead to a part, from the outside, each with the child that holds the part."""
    waiting: list[tuple[Node, list[tuple[Node, Node]]]] = [(around, [])]
    while waiting:
        node, path = waiting.pop()
        if node is part:
            return path
        waiting.extend((child, [*path, (node, child)]) for child in node.children if isinstance(child, Node))
    return None


def names_of(cite: Node) -> Node | None:
    """The first names of a cite, with their labels and whatever substitutes for them."""
    return first(cite, "names")


def keep_only(cite: Node, part: Node) -> None:
    """Make a part all that a cite prints."""
    cite.children = [part]
    cite.delimiter = ""


def text_without(child: Child, kinds: frozenset[str]) -> str:
    """The text of a part without the nodes of some kinds in it."""
    if isinstance(child, str):
        return child
    texts = [
        text
        for each in child.children
        if not (isinstance(each, Node) and each.kind in kinds) and (text := text_without(each, kinds))
    ]
    return f"{child.prefix}{child.delimiter.join(texts)}{child.suffix}" if texts else ""


def begin_with_capital(part: Node) -> None:
    """Write the term that a cite or entry begins with, if it does, with a capital; its number does not count.

    A term whose case the style sets itself keeps it.
    """
    leaf = next((node for node in _leaves(part) if node.kind != "citation-number"), None)
    if leaf is not None and leaf.kind == "term" and not leaf.data and isinstance(leaf.children[0], str):
        text = leaf.children[0]
        leaf.children[0] = text[:1].upper() + text[1:]


def _leaves(node: Node) -> Iterator[Node]:
    """The innermost nodes that hold texts, in reading order."""
    for child in node.children:
        if isinstance(child, Node):
            yield from _leaves(child)
        elif child:
            yield node


def bracket_inner_parentheses(part: Node, depth: int = 0) -> None:
    """Write the parentheses of a style that stand inside others of it as brackets; `depth` are open before the part.

    So the Chicago Manual of Style (18, 6.101) wants it. What a field says stays; so does everything where the affixes
    do not open and close in pairs.
    """
    changes: list[tuple[Node, str, str]] = []
    if _bracket(part, depth, changes) == depth:
        for node, prefix, suffix in changes:
            node.prefix, node.suffix = prefix, suffix


def _bracket(node: Node, depth: int, changes: list[tuple[Node, str, str]]) -> int:
    """Collect the affixes as they should be; how many parentheses are open after the part."""
    prefix, depth = _bracketed(node.prefix, depth)
    for child in node.children:
        if isinstance(child, Node):
            depth = _bracket(child, depth, changes)
    suffix, depth = _bracketed(node.suffix, depth)
    if prefix != node.prefix or suffix != node.suffix:
        changes.append((node, prefix, suffix))
    return depth


def _bracketed(affix: str, depth: int) -> tuple[str, int]:
    """An affix with every second level of parentheses as brackets, and how many are open after it."""
    if "(" not in affix and ")" not in affix:
        return affix, depth
    written = ""
    for letter in affix:
        depth -= letter == ")"
        written += _BRACKETS[letter] if depth % 2 and letter in _BRACKETS else letter
        depth += letter == "("
    return written, depth
