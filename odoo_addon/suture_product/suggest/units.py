"""Suggests units for an unknown unit of a partner."""

PIECES = ("C62", "EA", "H87")


def of_unit(unknown):
    """Yields `(unit, reason)` for units with the same UN/ECE code."""
    # A value of the scheme "item-unit" consists of an item number and the unit code.
    env, code = unknown.env, unknown.value.rpartition(" ")[2]
    codes = PIECES if code in PIECES else (code, code[1:] if len(code) == 3 and code[0] == "X" else code)
    for unit in env["uom.uom"].search([("unece_code", "in", codes)]):
        yield unit, env._("same UN/ECE code")


def converting(units, ordered):
    """Returns the units in `units` that convert to one of the `ordered` units, or all of them if `ordered` is
    empty.
    """
    if not ordered:
        return units
    roots = {_root(unit) for unit in ordered}
    return units.filtered(lambda unit: _root(unit) in roots)


def _root(unit):
    while unit.relative_uom_id:
        unit = unit.relative_uom_id
    return unit
