"""How is a printed cite changed afterwards? Parts taken out of it, put together, looked at.

In: the node of one cite, which belongs to one citation alone and is changed in place.
"""

from refdesk.csl.tree import Child, Node, first


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
