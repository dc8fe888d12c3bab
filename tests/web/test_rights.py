"""Every address of the site, for every person of the cast.

A new address without its line here fails the tests.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from levier.inference.language.client import scripted
from tests.cast import Person
from tests.web.world import World

# Columns: owner, manager, employee, accountant, stranger (owner of another company), anonymous.
ALL = (200, 200, 200, 200, 200, 302)
OPEN = (200,) * 6
IMPORTERS = (200, 200, 403, 200, 200, 302)
OWNERS = (200, 403, 403, 403, 200, 302)
JOURNAL = (200, 200, 403, 403, 200, 302)
GOVERNORS = JOURNAL
GOVERNED_NOWHERE = (404, 404, 403, 403, 404, 302)
THEIRS = (200, 200, 200, 200, 404, 302)
CLOSED = (200, 200, 404, 404, 404, 302)
NOWHERE = (404, 404, 404, 404, 404, 302)
STEERERS = (200, 200, 403, 200, 200, 302)
STEERED_NOT_THERE = (404, 404, 403, 404, 404, 302)
MINE = (200, 404, 404, 404, 404, 302)
MY_IMPORT = (200, 404, 403, 404, 404, 302)
NOT_THERE = (404, 404, 403, 404, 404, 302)
STEERS = (200, 200, 403, 200, 200, 302)
NOT_THERE_STEERS = (404, 404, 403, 404, 404, 302)
LOGGED_IN_AGAIN = (302,) * 6


@dataclass(frozen=True)
class Line:
    """One address, one method and the statuses of the six.

    ``on``: the object used; ``data``: what is posted.
    """

    name: str
    expected: tuple[int, ...]
    method: str = "get"
    on: str = "open"
    data: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return f"{self.name}-{self.method}-{self.on}"


def post(name: str, expected: tuple[int, ...], /, on: str = "open", **data: str) -> Line:
    return Line(name, expected, "post", on, tuple(data.items()))


TABLE = [
    Line("home", ALL),
    Line("help", ALL),
    Line("companies", ALL),
    Line("firm", ALL),
    post("firm", (403, 403, 403, 302, 403, 302), do="found", name="Cabinet"),
    post("firm", (404, 404, 404, 404, 404, 302), do="sign", company="boulangerie-martin"),
    Line("firm_logo", NOWHERE),
    Line("firm_example", NOWHERE),
    Line("signature", ALL),
    post("signature", (404, 403, 403, 403, 404, 302), do="refuse"),
    Line("templates", STEERS),
    post("templates", (404, 404, 403, 404, 404, 302), do="save", source="roadmap", title="x"),
    Line("template", NOT_THERE_STEERS),
    post("template", NOT_THERE_STEERS, do="apply"),
    Line("ask", ALL),
    post("ask", (422, 422, 422, 422, 422, 302)),
    Line("ask_request", MINE),
    Line("ask_events", MINE),
    Line("ask_why", NOWHERE),
    Line("ask_evidence", NOWHERE),
    Line("ask_rows", NOWHERE),
    Line("ask_export", NOWHERE),
    post("ask_cancel", (302, 404, 404, 404, 404, 302)),
    post("ask_feedback", (302, 404, 404, 404, 404, 302)),
    Line("capabilities", ALL),
    Line("capability", ALL),
    Line("shops", (200, 200, 403, 403, 200, 302)),
    post("shops", (422, 422, 403, 403, 422, 302)),
    Line("shop", (404, 404, 403, 403, 404, 302)),
    post("shop_origins", (404, 404, 403, 403, 404, 302)),
    post("shop_act", (404, 404, 403, 403, 404, 302)),
    Line("shop_products", (404,) * 6),
    Line("shop_script", (404,) * 6),
    Line("data", ALL),
    Line("data_import", IMPORTERS),
    post("data_import", (422, 422, 403, 422, 422, 302)),
    Line("data_import_check", NOT_THERE),
    post("data_import_check", NOT_THERE),
    post("data_import_abandon", NOT_THERE),
    Line("data_import_batch", MY_IMPORT),
    Line("data_import_events", MY_IMPORT),
    Line("dataset", THEIRS),
    Line("dataset", CLOSED, on="closed"),
    Line("dataset_original", THEIRS),
    Line("dataset_original", CLOSED, on="closed"),
    Line("dataset_rejects", THEIRS),
    Line("dataset_rejects", CLOSED, on="closed"),
    post("dataset_readers", (302, 302, 403, 403, 404, 302), readers="managers"),
    post("dataset_readers", (302, 302, 403, 403, 404, 302), on="closed", readers="managers"),
    Line("dataset_remove", (200, 200, 403, 200, 404, 302)),
    Line("dataset_remove", (200, 200, 403, 404, 404, 302), on="closed"),
    post("dataset_remove", (422, 422, 403, 422, 404, 302), name="un autre nom"),
    post("dataset_remove", (422, 422, 403, 404, 404, 302), on="closed", name="un autre nom"),
    Line("document", THEIRS),
    Line("document", CLOSED, on="closed"),
    Line("document_original", NOWHERE),
    Line("document_original", NOWHERE, on="closed"),
    post("document_readers", (302, 302, 403, 403, 404, 302), readers="managers"),
    post("document_readers", (302, 302, 403, 403, 404, 302), on="closed", readers="managers"),
    Line("document_remove", (200, 200, 403, 200, 404, 302)),
    Line("document_remove", (200, 200, 403, 404, 404, 302), on="closed"),
    Line("sources", IMPORTERS),
    Line("source_add", IMPORTERS),
    post("source_add", (422, 422, 403, 422, 422, 302)),
    Line("source", NOT_THERE),
    Line("source_edit", NOT_THERE),
    Line("source_events", NOT_THERE),
    Line("source_remove", NOT_THERE),
    post("source_remove", NOT_THERE),
    post("source_act", NOT_THERE),
    Line("dataset_versions", THEIRS),
    Line("dataset_versions", CLOSED, on="closed"),
    post("dataset_undo", (302, 302, 403, 302, 404, 302)),
    post("dataset_undo", (302, 302, 403, 404, 404, 302), on="closed"),
    post("dataset_restore", (422, 422, 403, 422, 404, 302)),
    post("dataset_restore", (422, 422, 403, 404, 404, 302), on="closed"),
    Line("dataset_quality", THEIRS),
    Line("dataset_quality", CLOSED, on="closed"),
    Line("dataset_accounting", NOWHERE),
    Line("dataset_accounting_lines", NOWHERE),
    Line("dataset_accounting_form", NOWHERE),
    Line("dataset_accounting_export", NOWHERE),
    Line("data_life", ALL),
    post("data_life_distinct", (302, 302, 403, 302, 302, 302)),
    post("data_life_rule", (302, 403, 403, 403, 404, 302)),
    Line("data_export_fetch", (404, 403, 403, 403, 404, 302)),
    post("document_validity", (302, 302, 403, 302, 404, 302)),
    post("document_validity", (302, 302, 403, 404, 404, 302), on="closed"),
    Line("document_differences", THEIRS),
    Line("document_differences", CLOSED, on="closed"),
    Line("document_picture", NOWHERE),
    Line("data_search", ALL),
    Line("invoices", ALL),
    Line("invoice", NOWHERE),
    Line("invoice_original", NOWHERE),
    Line("invoice_xml", NOWHERE),
    Line("invoice_remove", NOT_THERE),
    post("invoice_remove", NOT_THERE),
    Line("table_models", ALL),
    Line("table_model", ALL),
    Line("table_model_file", ALL),
    post("table_model_forget", NOT_THERE),
    Line("measures", ALL),
    Line("measures_kind", ALL),
    post("measures_together", (302, 302, 403, 302, 302, 302)),
    Line("measure_own", NOWHERE),
    Line("measure_edit", NOT_THERE),
    post("measure_edit", NOT_THERE),
    post("measure_remove", NOT_THERE),
    Line("measure_add", IMPORTERS),
    post("data_import_stop", (422, 404, 403, 404, 404, 302)),
    post("data_import_rejects", NOT_THERE),
    post("data_import_as_document", NOT_THERE),
    Line("ask_file", NOWHERE),
    Line("alerts", ALL),
    post("alert_judge", NOWHERE, verdict="normal"),
    Line("alert_rows", NOWHERE),
    Line("pilots", ALL),
    Line("pilot_add", STEERERS),
    post("pilot_add", (422, 422, 403, 422, 422, 302)),
    Line("pilot", NOWHERE),
    Line("pilot_edit", STEERED_NOT_THERE),
    post("pilot_edit", STEERED_NOT_THERE),
    Line("pilot_settings", STEERED_NOT_THERE),
    post("pilot_settings", STEERED_NOT_THERE),
    Line("pilot_paper", NOWHERE),
    post("pilot_baseline", NOWHERE),
    post("pilot_start", STEERED_NOT_THERE),
    post("pilot_run", NOWHERE),
    post("pilot_time", NOWHERE),
    post("pilot_remark", NOWHERE),
    post("pilot_decide", STEERED_NOT_THERE),
    Line("pilot_board", NOWHERE),
    post("pilot_board", NOWHERE),
    post("pilot_card", NOWHERE),
    post("pilot_shown", NOWHERE),
    Line("gains", ALL),
    Line("gains_pdf", STEERERS),
    Line("gains_task", ALL),
    post("gains_task", (422, 422, 422, 422, 422, 302)),
    Line("gains_costs", STEERERS),
    post("gains_costs", (422, 422, 403, 422, 422, 302)),
    post("gains_assume", (409, 409, 403, 302, 302, 302)),
    Line("gains_indicators", ALL),
    post("gains_indicators", (404, 404, 403, 404, 404, 302)),
    post("gains_measure", (422, 422, 403, 422, 422, 302)),
    Line("surveys", ALL),
    post("surveys", (422, 422, 403, 422, 422, 302)),
    Line("survey", NOWHERE),
    post("survey_send", STEERED_NOT_THERE),
    Line("survey_answer", (404,) * 6),
    post("survey_answer", (404,) * 6),
    Line("boards", ALL),
    post("board_create", (302,) * 6, name="Le mien"),
    Line("board", THEIRS),
    Line("board_events", THEIRS),
    Line("board_paper", THEIRS),
    Line("board_edit", (200, 200, 403, 403, 404, 302)),
    post("board_edit", (422, 422, 403, 403, 404, 302)),
    Line("board_remove", (200, 200, 403, 403, 404, 302)),
    post("board_remove", (422, 422, 403, 403, 404, 302), name="un autre nom"),
    Line("board_tile_add", (200, 200, 403, 403, 404, 302)),
    post("board_tile_add", (422, 422, 403, 403, 404, 302)),
    Line("board_tile", THEIRS),
    Line("board_tile_rows", THEIRS),
    Line("board_tile_edit", (200, 200, 403, 403, 404, 302)),
    post("board_tile_edit", (422, 422, 403, 403, 404, 302)),
    post("board_tile_move", (302, 302, 403, 403, 404, 302)),
    post("board_tile_remove", (302, 302, 403, 403, 404, 302)),
    Line("board_alerts", ALL),
    post("board_alerts_seen", (302,) * 6),
    Line("settings", OWNERS),
    post("settings", (422, 403, 403, 403, 422, 302)),
    Line("settings_people", OWNERS),
    post("settings_invite", (422, 403, 403, 403, 422, 302), email="personne", role="employee"),
    post("settings_role", (302, 403, 403, 403, 404, 302), role="employee"),
    Line("settings_remove", (200, 403, 403, 403, 404, 302)),
    Line("settings_models", OWNERS),
    post("settings_model_add", (422, 403, 403, 403, 422, 302)),
    post("settings_model_remove", (302, 403, 403, 403, 404, 302)),
    Line("destinations", OWNERS),
    post("destination_allow", (422, 403, 403, 403, 422, 302)),
    post("destination_forbid", (404, 403, 403, 403, 404, 302), address="api.exemple.fr"),
    Line("backups", OWNERS),
    Line("me", ALL),
    post("me", (422, 422, 422, 422, 422, 302)),
    Line("trust", ALL),
    Line("approvals", ALL),
    Line("approval", NOWHERE),
    post("approval", NOWHERE, decision="valider"),
    Line("processings", GOVERNORS),
    post("processing_add", (422, 422, 403, 403, 422, 302)),
    post("organisation", (409, 302, 403, 403, 302, 302)),
    Line("processings_export", GOVERNORS),
    Line("processing", GOVERNORS),
    post("processing", (409, 302, 403, 403, 302, 302), **{"said-basis": "interest"}),
    post("processing_remove", (404, 404, 403, 403, 404, 302)),
    Line("retention", GOVERNORS),
    Line("systems", GOVERNORS),
    post("system_add", (422, 422, 403, 403, 422, 302)),
    Line("systems_export", GOVERNORS),
    Line("system", GOVERNED_NOWHERE),
    post("system", GOVERNED_NOWHERE),
    Line("system_card", GOVERNED_NOWHERE),
    post("system_remove", GOVERNED_NOWHERE),
    Line("dataset_card", (200, 200, 403, 403, 404, 302)),
    Line("dataset_card", (200, 200, 403, 403, 404, 302), on="closed"),
    Line("dataset_card_pdf", (200, 200, 403, 403, 404, 302)),
    Line("impacts", GOVERNORS),
    post("impacts", (302, 302, 403, 403, 302, 302), key="platform:accounts"),
    Line("impact", GOVERNED_NOWHERE),
    post("impact", GOVERNED_NOWHERE),
    post("impact_conclude", GOVERNED_NOWHERE, outcome="validated"),
    Line("impact_pdf", GOVERNED_NOWHERE),
    Line("incidents", ALL),
    post("incidents", (422, 422, 422, 422, 422, 302)),
    Line("incident", NOWHERE),
    post("incident", (404, 404, 404, 404, 404, 302)),
    post("incident_step", NOWHERE, text="Fait."),
    Line("vendors", GOVERNORS),
    Line("vendor_add", GOVERNORS),
    post("vendor_add", (422, 422, 403, 403, 422, 302)),
    Line("vendor", GOVERNED_NOWHERE),
    post("vendor", GOVERNED_NOWHERE),
    post("vendor_remove", GOVERNED_NOWHERE),
    Line("bias", GOVERNORS),
    post("bias", (422, 422, 403, 403, 422, 302)),
    Line("bias_result", GOVERNORS),
    post("bias_result", (422, 422, 403, 403, 422, 302)),
    Line("bias_report", GOVERNED_NOWHERE),
    Line("bias_pdf", GOVERNED_NOWHERE),
    Line("explanations", ALL),
    post("explanations", (404, 404, 404, 404, 404, 302)),
    post("explanation_pdf", NOWHERE),
    Line("notices", GOVERNORS),
    Line("notice_pdf", GOVERNORS),
    Line("legal", GOVERNORS),
    Line("trust_journal", JOURNAL),
    post("trust_verify", JOURNAL),
    Line("trust_export", JOURNAL),
    post("company_switch", NOWHERE, company="nulle-part"),
    post("set_language", (302,) * 6, language="fr"),
    Line("setup", (403,) * 6),
    post("setup", (403,) * 6),
    Line("setup_company", (403,) * 6),
    post("setup_company", (403,) * 6),
    Line("setup_file", IMPORTERS),
    Line("setup_activities", OPEN),
    Line("invitation", (404,) * 6),
    post("invitation", (404,) * 6),
    Line("account_login", (302, 302, 302, 302, 302, 200)),
    Line("account_logout", ALL),
    Line("account_inactive", OPEN),
    Line("account_reauthenticate", ALL),
    Line("account_change_password", ALL),
    Line("account_reset_password", OPEN),
    Line("account_reset_password_done", OPEN),
    Line("account_reset_password_from_key", OPEN),
    Line("account_reset_password_from_key_done", OPEN),
    Line("account_signup", OPEN),
    post("account_signup", OPEN, email="intrus@ailleurs.example", password1="x", password2="x"),
    Line("mfa_index", ALL),
    Line("mfa_authenticate", LOGGED_IN_AGAIN),
    Line("mfa_reauthenticate", LOGGED_IN_AGAIN),
    Line("mfa_activate_totp", LOGGED_IN_AGAIN),
    Line("mfa_deactivate_totp", NOWHERE),
    Line("mfa_view_recovery_codes", NOWHERE),
    Line("mfa_generate_recovery_codes", LOGGED_IN_AGAIN),
    Line("mfa_download_recovery_codes", NOWHERE),
    Line("usersessions_list", ALL),
    Line("method", ALL),
    Line("assessment", ALL),
    Line("assessment_questions", (302, 302, 302, 302, 302, 302)),
    post("assessment_questions", (302, 302, 302, 302, 302, 302)),
    post("assessment_begin", (302, 302, 403, 302, 302, 302)),
    post("assessment_answer", (404, 404, 404, 404, 404, 302), question="sponsor", level="9"),
    post("assessment_close", (302, 302, 403, 302, 302, 302)),
    Line("assessment_report", STEERS),
    Line("assessment_kept", (404, 404, 403, 404, 404, 302)),
    Line("assessment_kept_report", (404, 404, 403, 404, 404, 302)),
    post("assessment_owner", (302, 302, 403, 302, 404, 302)),
    post("assessment_owner", (302, 302, 403, 404, 404, 302), on="closed"),
    Line("roadmap", STEERS),
    Line("roadmap_report", STEERS),
    Line("roadmap_project", STEERS),
    Line("roadmap_plan", STEERS),
    post("roadmap_plan", (422, 422, 403, 422, 422, 302), budget="-1"),
    Line("roadmap_assumptions", STEERS),
    post("roadmap_assumptions", (422, 422, 403, 422, 422, 302), name="gross-margin"),
    Line("objective_add", STEERS),
    post("objective_add", (422, 422, 403, 422, 422, 302), title="Sans chiffre", indicator="turnover"),
    Line("objective", NOT_THERE_STEERS),
    post("objective_remove", NOT_THERE_STEERS),
    Line("use_case_add", STEERS),
    post("use_case_add", (422, 422, 403, 422, 422, 302)),
    post("use_case_take", (302, 302, 403, 302, 302, 302), capability="absente"),
    Line("use_case", NOT_THERE_STEERS),
    post("use_case_remove", NOT_THERE_STEERS),
    Line("review", STEERS),
    post("review", (422, 422, 403, 422, 422, 302)),
    Line("review_kept", NOT_THERE_STEERS),
    Line("review_pdf", STEERS),
    Line("review_kept_pdf", NOT_THERE_STEERS),
    post("review_roadmap_read", (302, 302, 403, 302, 302, 302)),
    Line("ideas", ALL),
    post("ideas", (422, 422, 422, 422, 422, 302)),
    Line("idea_lessons", ALL),
    Line("idea_rules", STEERS),
    post("idea_rules", (422, 422, 403, 422, 422, 302), days="-1"),
    Line("idea", NOWHERE),
    post("idea", NOWHERE, do="answer"),
    post("idea_vote", NOWHERE),
    Line("adoption", ALL),
    Line("adoption_counted", ALL),
    Line("stakeholders", STEERS),
    post("stakeholders", (422, 422, 403, 422, 422, 302), do="save", power="9"),
    Line("stakeholder", NOT_THERE_STEERS),
    post("stakeholder", NOT_THERE_STEERS, do="remove"),
    Line("communication", STEERS),
    post("communication", (422, 422, 403, 422, 422, 302), do="save", due="31/02/2027"),
    Line("communication_pdf", STEERS),
    Line("communication_message", NOT_THERE_STEERS),
    post("communication_message", NOT_THERE_STEERS, do="said"),
    Line("ambassadors", ALL),
    post("ambassadors", (422, 422, 422, 422, 422, 302), do="tell"),
    post("ambassadors", NOT_THERE_STEERS, do="publish", story="1"),
    Line("help_desk", ALL),
    post("help_desk", (422, 422, 422, 422, 422, 302)),
    Line("help_ticket", NOWHERE),
    post("help_ticket", NOWHERE, do="answer"),
    Line("training", ALL),
    Line("training_plan", STEERS),
    post("training_plan", (422, 422, 403, 422, 422, 302), do="save", tier="users", cost="-1"),
    Line("training_register", STEERS),
    Line("training_attestation", NOWHERE),
    Line("training_session_add", STEERS),
    post("training_session_add", (422, 422, 403, 422, 422, 302), do="save", cost="-1"),
    Line("training_session", NOWHERE),
    post("training_session", NOWHERE, do="note"),
    Line("training_quiz", ALL),
    post("training_quiz", (422, 422, 422, 422, 422, 302)),
    Line("training_attempt", NOWHERE),
    Line("deployment", STEERS),
    Line("deployment_options", STEERS),
    post("deployment_options", (404, 404, 403, 404, 404, 302)),
    post("deployment_options", (422, 422, 403, 422, 422, 302), key="day", low="9", high="1"),
    Line("deployment_checklist", STEERS),
    Line("deployment_add", STEERS),
    post("deployment_add", (422, 422, 403, 422, 422, 302), every="month", month_day="32", title="x"),
    Line("deployment_service", NOT_THERE_STEERS),
    Line("deployment_settings", NOT_THERE_STEERS),
    post("deployment_settings", NOT_THERE_STEERS),
    Line("deployment_candidate", NOT_THERE_STEERS),
    post("deployment_candidate", NOT_THERE_STEERS),
    Line("deployment_paper", NOT_THERE_STEERS),
    post("deployment_act", NOT_THERE_STEERS),
]

# These need the durable engine, or call a model: the tests of their own rooms hold their rights.
ELSEWHERE = {"ask_delete", "settings_model_test", "data_export"}


_OF_KIND = ("table_model", "table_model_file", "measures_kind", "measures_together", "measure_add")
_NAMES = {**dict.fromkeys(_OF_KIND, "sales"), "ask_file": "commande.pdf", "notice_pdf": "equipe"}
_KEYS = {
    "processing": "platform:accounts",
    "processing_remove": "own:1",
    "system": "own:1",
    "system_card": "own:1",
    "system_remove": "own:1",
}


def addresses() -> Iterator[tuple[str, str]]:
    """The names and routes of the site's pages; the API (its own namespaces) has its own sweep."""

    def walk(patterns: list[Any], prefix: str) -> Iterator[tuple[str, str]]:
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                if not pattern.namespace:
                    yield from walk(pattern.url_patterns, route)
            elif isinstance(pattern, URLPattern):
                yield str(pattern.name), route

    return walk(get_resolver().url_patterns, "")


def address(line: Line, world: World, people: dict[str, Person]) -> str:
    known = {
        "dataset": getattr(world, f"{line.on}_dataset"),
        "document": getattr(world, f"{line.on}_document"),
        "id": world.request,
        "number": 1,
        "version": 1,
        "endpoint": world.endpoint,
        "batch": world.batch,
        "board": world.board,
        "tile": world.tile,
        "person": people["employee"].user.pk,
        "token": "abcdefghijkl",
        "uid": "MQ",
        "uidb36": "1",
        "key": _KEYS.get(line.name, "set-password"),
        "name": _NAMES.get(line.name, "table-query"),
        "what": {"source_act": "lancer", "shop_act": "suspendre", "dataset_accounting_export": "balance"}.get(
            line.name, "2033"
        ),
        "connector": "watched-folder",
        "form": "pdf" if line.name in ("processings_export", "systems_export") else "csv",
        "step": "s1",
        "reference": "absente",
        **({"key": "new-table-query"} if line.name == "roadmap_project" else {}),
        "task": "table-query",
        "link": "faux",
        **dict.fromkeys(
            (
                "connection",
                "shop",
                "invoice",
                "source",
                "export",
                "identifier",
                "lesson",
                "page",
                "objective",
                "case",
                "idea",
                "review",
                "pilot",
                "card",
                "survey",
                "stakeholder",
                "message",
                "ticket",
                "template",
                "attendance",
                "session",
                "attempt",
                "service",
            ),
            1,
        ),
    }
    route = next(route for name, route in addresses() if name == line.name)
    return reverse(line.name, kwargs={key: known[key] for key in re.findall(r"<(?:\w+:)?(\w+)>", route)})


@pytest.fixture
def people(
    owner: Person, manager: Person, employee: Person, accountant: Person, stranger: Person
) -> dict[str, Person]:
    return {
        "owner": owner,
        "manager": manager,
        "employee": employee,
        "accountant": accountant,
        "stranger": stranger,
    }


@pytest.mark.parametrize("line", TABLE, ids=str)
def test_each_person_gets_what_their_role_allows_and_nothing_else(
    line: Line, world: World, people: dict[str, Person]
) -> None:
    where = address(line, world, people)
    # The least entitled come first: what the owner does may remove the object.
    for name, expected in reversed(list(zip([*people, "anonymous"], line.expected, strict=True))):
        client = people[name].client if name in people else Client()
        answer = getattr(client, line.method)(where, dict(line.data))
        assert answer.status_code == expected, f"{name}: {where}"
        if (
            name == "anonymous"
            and expected == 302
            and line.name.startswith(("data", "settings", "trust", "ask", "home"))
        ):
            assert answer.headers["Location"].startswith("/compte/connexion/?next=/"), name


def test_every_address_of_the_site_has_its_line() -> None:
    known = {line.name for line in TABLE} | ELSEWHERE
    assert {name for name, _ in addresses()} == known


@pytest.mark.parametrize("closed", ["closed_document", "closed_dataset"])
def test_lists_do_not_even_name_what_is_closed(closed: str, world: World, people: dict[str, Person]) -> None:
    word = {"closed_document": "Salaires", "closed_dataset": "Ventes réservées"}[closed]
    for name, person in people.items():
        page = person.client.get("/donnees/").content.decode()
        assert (word in page) == (name in ("owner", "manager")), name


def test_the_accountant_sees_in_the_other_company_nothing_of_the_first(
    world: World, accountant: Person, stranger: Person
) -> None:
    client = accountant.client
    assert client.post("/entreprise/", {"company": stranger.company.slug}).status_code == 302
    assert client.get(f"/donnees/tableaux/{world.open_dataset}/").status_code == 404
    assert client.get(f"/donnees/documents/{world.open_document}/").status_code == 404
    assert "Ventes" not in client.get("/donnees/").content.decode()


def test_a_person_removed_from_the_company_is_out_at_once(
    world: World, owner: Person, employee: Person
) -> None:
    client = employee.client
    assert client.get("/donnees/").status_code == 200
    owner.client.post(f"/reglages/personnes/{employee.user.pk}/retirer/")
    assert client.get("/donnees/").status_code == 403
    assert "rattaché à aucune entreprise" in client.get("/donnees/").content.decode()


def test_a_form_without_its_secret_is_refused(owner: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner.user, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post("/mon-compte/", {"name": "Autre", "language": "fr"})
    assert answer.status_code == 403
    assert "Cette page a expiré" in answer.content.decode()


def test_only_those_who_configure_may_try_a_model(world: World, people: dict[str, Person]) -> None:
    with scripted(lambda system, prompt: "Bonjour, Paris."):
        expected = {"owner": 200, "manager": 403, "employee": 403, "accountant": 403, "stranger": 404}
        for name, status in expected.items():
            answer = people[name].client.post(f"/reglages/modeles/{world.endpoint}/essayer/")
            assert answer.status_code == status, name
            assert ("Bonjour, Paris." in answer.content.decode()) == (status == 200)
