"""A road server of this machine that speaks OSRM's « table » service: what is asked, what is understood, what is refused."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from levier.capabilities.route_planning.places.road_server import table
from levier.capabilities.route_planning.problem import Place
from levier.core.errors import LevierError
from tests.capabilities.route_planning.rounds import run, vehicles, visits

PLACES = [Place(45.9 + number / 100, 6.1) for number in range(3)]


class Roads(BaseHTTPRequestHandler):
    """Answers one kilometre and one minute for each place of difference; ``broken`` answers something else."""

    asked: list[str] = []
    broken = False

    def do_GET(self) -> None:
        Roads.asked.append(self.path)
        _path, _, query = self.path.partition("?")
        given = dict(part.split("=") for part in query.replace("%3B", ";").replace("%2C", ",").split("&"))
        rows, columns = (len(given[name].split(";")) for name in ("sources", "destinations"))
        gaps = [[abs(row - column) for column in range(columns)] for row in range(rows)]
        told: dict[str, Any] = {
            "code": "Ok",
            "distances": [[gap * 1000.0 for gap in line] for line in gaps],
            "durations": [[gap * 60.0 if gap < 2 else None for gap in line] for line in gaps],
        }
        body = b"<html>" if Roads.broken else json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *given: object) -> None:
        return None


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Roads]]:
    made = HTTPServer(("127.0.0.1", 0), Roads)
    Thread(target=made.serve_forever, daemon=True).start()
    monkeypatch.setenv("LEVIER_ROAD_SERVER", f"http://127.0.0.1:{made.server_port}")
    Roads.asked, Roads.broken = [], False
    yield Roads
    made.shutdown()


def test_distances_and_times_are_read_and_only_coordinates_leave(server: type[Roads]) -> None:
    metres, seconds = table(PLACES, 1)
    assert metres.tolist() == [[0, 1000, 2000], [1000, 0, 1000], [2000, 1000, 0]]
    assert (seconds[0, 1], seconds[1, 2]) == (60, 60)
    assert seconds[0, 2] > 24 * 3600  # no road there
    assert server.asked[0].startswith("/table/v1/driving/6.10000,45.90000;6.10000,45.91000")


def test_a_plan_uses_the_server_s_times(server: type[Roads]) -> None:
    output = run({"visits": visits(1), "vehicles": vehicles(1)}, distances="server")
    assert output.totals.km == 2.0
    assert "Client" not in " ".join(server.asked)


def test_an_answer_that_is_no_distances_is_refused(server: type[Roads]) -> None:
    server.broken = True
    with pytest.raises(LevierError, match="serveur d'itinéraires"):
        table(PLACES, 1)
