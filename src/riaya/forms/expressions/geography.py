"""Functions of places on Earth.

Source: ODK XForms specification, geographic functions: the Earth is a ball of
the circumference of its equator, and altitude does not count.  Results agree
with ODK Collect: distances along great circles, areas as the sum of the slices
between each side and the pole.
"""

from collections.abc import Iterable
from itertools import pairwise
from riaya.forms.expressions.comparing import list_texts
from riaya.forms.expressions.signatures import function
from riaya.forms.expressions.signatures import Kind
from riaya.forms.expressions.values import NUMBER
from riaya.forms.expressions.values import Value
from typing import Any

import math


N, S, B, ANY = Kind.NUMBER, Kind.TEXT, Kind.TRUTH, Kind.ANY

EARTH_RADIUS = 6_378_100.0

Point = tuple[float, float]


def read_points(value: Value) -> list[Point] | None:
    """Return latitudes and longitudes of nodes or of a line, or None if one is none."""
    texts = [part for text in list_texts(value) for part in text.split(";")]
    points = [read_point(text) for text in texts if text.strip()]
    found = [point for point in points if point]
    return found if found and len(found) == len(points) else None


def read_point(text: str) -> Point | None:
    """Return latitude and longitude in degrees, or None."""
    parts = text.split()[:2]
    if len(parts) != 2 or not all(NUMBER.fullmatch(part) for part in parts):
        return None
    latitude, longitude = float(parts[0]), float(parts[1])
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return latitude, longitude


@function("distance", ANY, returns=N)
def measure_length(_context: Any, value: Value) -> float:
    """Return the metres along the points, or NaN."""
    points = read_points(value)
    if points is None:
        return math.nan
    return math.fsum(measure(one, other) for one, other in pairwise(points))


def measure(one: Point, other: Point) -> float:
    """Return the metres between two points, by the haversine formula."""
    latitude, longitude = math.radians(one[0]), math.radians(one[1])
    to_latitude, to_longitude = math.radians(other[0]), math.radians(other[1])
    half = (
        math.sin((to_latitude - latitude) / 2) ** 2
        + math.cos(latitude)
        * math.cos(to_latitude)
        * math.sin((to_longitude - longitude) / 2) ** 2
    )
    return 2 * EARTH_RADIUS * math.asin(min(1.0, math.sqrt(half)))


@function("area", ANY, returns=N)
def measure_area(_context: Any, value: Value) -> float:
    """Return the square metres that the points enclose, or NaN."""
    points = read_points(value)
    if points is None:
        return math.nan
    slices = (
        math.radians(other[1] - one[1])
        * (2 + math.sin(math.radians(one[0])) + math.sin(math.radians(other[0])))
        for one, other in walk_around(points)
    )
    return abs(math.fsum(slices)) * EARTH_RADIUS**2 / 2


def walk_around(points: list[Point]) -> Iterable[tuple[Point, Point]]:
    """Return the sides of a shape, the last of them back to its first point."""
    return pairwise([*points, points[0]])


@function("geofence", S, ANY, returns=B)
def is_within(_context: Any, place: str, value: Value) -> bool:
    """Return True when the point lies in the shape."""
    point, points = read_point(place), read_points(value)
    if point is None or points is None:
        return False
    latitude, longitude = point
    crossings = sum(
        (one[0] > latitude) != (other[0] > latitude)
        and longitude
        < (other[1] - one[1]) * (latitude - one[0]) / (other[0] - one[0]) + one[1]
        for one, other in walk_around(points)
    )
    return crossings % 2 == 1
