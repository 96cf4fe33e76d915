"""The guards, one line each: name, cases, file, text, what stands there without it, test.

Cases are numbers of the security cases that docs/security.md lists. `make guards` removes the text
of each line in a copy of the project and fails unless the test goes red for an assertion.
"""

# ruff: noqa: E501 (one line a guard)
from __future__ import annotations

from typing import Final

from tests.guards.guard import Guard

BASE: Final = "portal/settings/base.py"
HARDENED: Final = "portal/settings/hardened.py"
PRODUCTION: Final = "portal/settings/production.py"
HEADERS: Final = "tests/portal/test_headers.py"
HOSTILE: Final = "tests/portal/test_hostile_requests.py"
PUBLIC_FORMS: Final = "tests/portal/test_public_forms.py"
ALL_HEADERS: Final = f"{HEADERS}::test_every_status_carries_every_header_and_the_score_is_high"
NO_LOAD: Final = "tests/portal/pdf/test_fetch.py::test_no_construct_loads_anything"
NO_FIELD: Final = "tests/portal/pdf/test_fields.py::test_no_field_becomes_an_element"
CACHING: Final = "portal/middleware/caching.py"
RESPONSES: Final = "tests/portal/test_responses.py"
CLEAN_PACKS: Final = "tests/portal/pdf/test_merge_cleaning.py::test_nothing_private_comes_through"
MANIFEST: Final = "tests/boards/packs/test_manifest.py"
COPIES: Final = "tests/scrutiny/test_public.py"
RICH: Final = "tests/portal/test_richtext.py"
CELLS: Final = "tests/portal/test_spreadsheets.py"
MAIL: Final = "tests/portal/test_mail.py"
REDIRECTS: Final = "tests/home/editors/test_redirects.py"
NEWS: Final = "tests/home/editors/test_news.py"
LOOK: Final = "tests/boards/look/test_look.py"
SEARCH_INDEX: Final = "tests/home/search/test_index.py"
SEARCH_PAGE: Final = "tests/home/search/test_page.py"
GENERATIONS: Final = "tests/home/page_cache/test_generations.py"
KEPT_PAGES: Final = "tests/home/page_cache/test_kept_pages.py"

VIEWING: Final = "portal/viewing.py"
SEEING: Final = "tests/boards/test_who_may_see.py"
GATE: Final = "portal/middleware/admin_gate.py"
GATE_TESTS: Final = "tests/portal/disclosure/test_gate.py"
SCREENS: Final = "tests/boards/test_disclosure_screens.py"
KINDS: Final = "boards/rules/file_kinds.py"
UPLOADS: Final = "tests/boards/test_uploads.py"
FACTOR: Final = "tests/home/signing_in/test_second_factor.py"
LINKS: Final = "tests/scrutiny/links/test_page.py"
LIMITS: Final = "tests/home/signing_in/test_limits.py"
INVITING: Final = "tests/home/signing_in/test_invitations.py"
COUNCIL: Final = "tests/home/signing_in/test_council.py"
ASKING: Final = "tests/home/alerts/test_signing_up.py"
TELLING: Final = "tests/home/alerts/test_telling.py"
DATA: Final = "tests/home/opendata"
SITEMAP: Final = "tests/home/sitemap/test_sitemap.py"

# fmt: off
_TRANSPORT: Final = (
    Guard("headers on every answer", "55", BASE, '    "portal.middleware.headers.HeadersMiddleware",\n', "", ALL_HEADERS),
    Guard("a content policy on every answer", "55", BASE, '    "portal.middleware.policies.ContentPolicyMiddleware",\n', "", ALL_HEADERS),
    Guard("no inline script outside the admin", "40, 55", BASE, '        "script-src": [SELF],\n', '        "script-src": [SELF, "\'unsafe-inline\'"],\n', "tests/portal/test_csp.py::test_everything_outside_the_admin_has_the_strict_policy"),
    Guard("HTTPS is remembered", "55", HARDENED, "SECURE_HSTS_SECONDS = 63_072_000", "SECURE_HSTS_SECONDS = 0", ALL_HEADERS),
    Guard("Django has nothing to say about the deployment", "54", HARDENED, "SECURE_HSTS_INCLUDE_SUBDOMAINS = True", "SECURE_HSTS_INCLUDE_SUBDOMAINS = False", f"{HEADERS}::test_django_has_nothing_to_say_about_the_deployment"),
    Guard("HTTP leads to HTTPS", "55", HARDENED, "SECURE_SSL_REDIRECT = True", "SECURE_SSL_REDIRECT = False", ALL_HEADERS),
    Guard("cookies over HTTPS only", "36, 55", HARDENED, "CSRF_COOKIE_SECURE = True", "CSRF_COOKIE_SECURE = False", ALL_HEADERS),
    Guard("a fault says nothing", "22", PRODUCTION, "DEBUG = False", "DEBUG = True", f"{HEADERS}::test_a_fault_tells_the_visitor_nothing"),
    Guard("the host is not what a header says", "39", BASE, "USE_X_FORWARDED_HOST = False", "USE_X_FORWARDED_HOST = True", f"{HEADERS}::test_a_foreign_host_gets_nothing_and_leaves_no_trace"),
    Guard("an unknown host is refused", "39", "portal/middleware/hosts.py", "        if not is_known_host(hostname):", "        if False:", "tests/portal/test_hosts.py::test_an_unknown_host_answers_400"),
    Guard("a body's host shows that body alone", "39", "portal/middleware/hosts.py", '        if body and kwargs.get("body", body) != body:', "        if False:", "tests/portal/test_hosts.py::test_pages_of_another_body_are_not_there"),
    Guard("forms need their token", "30", BASE, '    "django.middleware.csrf.CsrfViewMiddleware",\n', "", f"{HOSTILE}::test_no_form_is_taken_without_its_token_or_from_elsewhere"),
    Guard("private answers stay out of search engines", "5, 7", CACHING, "        if not shared and not is_findable(response):\n", "        if False:\n", f"{HEADERS}::test_private_answers_stay_out_of_search_engines_and_caches"),
    Guard("only what a view marked is shared", "9, 12", CACHING, "        is_marked_public(response)\n        and ", "        ", f"{RESPONSES}::test_only_a_marked_answer_may_be_kept"),
    Guard("a session makes an answer private", "12", CACHING, "        and settings.SESSION_COOKIE_NAME not in request.COOKIES\n", "", f"{RESPONSES}::test_a_session_makes_every_answer_private"),
    Guard("an answer with a cookie is private", "13", CACHING, "        and not response.cookies\n", "", f"{RESPONSES}::test_an_answer_that_sets_a_cookie_or_varies_by_one_is_private"),
    Guard("a preview leaves nothing behind", "14", "portal/middleware/policies.py", '        if getattr(request, "is_preview", False):\n            return response\n', "", "tests/portal/test_csp.py::test_the_inner_answer_of_a_preview_leaves_the_policy_to_the_outer_one"),
)
_REQUESTS: Final = (
    Guard("no public form of another site", "30, 63", "portal/public_forms.py", "        if not came_from_here(request):\n", "        if False:\n", f"{PUBLIC_FORMS}::test_no_public_form_is_taken_from_elsewhere"),
    Guard("no public form from another site's frame", "30, 63", "portal/public_forms.py", 'return site == "same-origin" or (is_hushed and site is None)', "return True", f"{PUBLIC_FORMS}::test_no_public_form_is_taken_from_elsewhere"),
    Guard("a page without an origin is told by its referrer", "30, 63", "portal/public_forms.py", "return not referrer or referrer.startswith", "return True or referrer.startswith", f"{PUBLIC_FORMS}::test_where_a_form_comes_from"),
    Guard("no answer by link from another site", "30, 63", "portal/signed_links/sending_in.py", "    if not came_from_here(request, is_hushed=True):\n        return False\n", "", f"{LINKS}::test_a_form_of_somebody_else_is_not_taken"),
    Guard("a public form has a stamp of ours", "30, 63", "portal/public_forms.py", "        if began is None or request", "        began = began or datetime.fromtimestamp(0, UTC)\n        if request", f"{PUBLIC_FORMS}::test_no_public_form_is_taken_from_elsewhere"),
    Guard("no over-long query", "56", "portal/middleware/limits.py", "len(query) > settings.MAX_QUERY_LENGTH or ", "", f"{HOSTILE}::test_hostile_queries_of_every_public_page"),
    Guard("no thousand filters", "56", "portal/middleware/limits.py", ' or query.count("&") >= settings.MAX_QUERY_FIELDS', "", f"{HOSTILE}::test_hostile_queries_of_every_public_page"),
    Guard("no NUL in the cookie of a session", "56", "portal/middleware/limits.py", 'if "\\0" in request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")', "if False", f"{HOSTILE}::test_hostile_queries_of_every_public_page"),
    Guard("no NUL", "56", "portal/middleware/limits.py", '    if "\\x00" in request.path or "%00" in query or "\\x00" in query:\n        return True\n', "", f"{HOSTILE}::test_hostile_queries_of_every_public_page"),
    Guard("no huge body", "49, 56", "portal/middleware/limits.py", "return _announced(request) > settings.MAX_REQUEST_MEGABYTES * BYTES_A_MEGABYTE", "return False", f"{HOSTILE}::test_what_one_request_may_bring"),
    Guard("forms of a sensible size", "56", BASE, "DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000", "DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000_000", f"{HOSTILE}::test_what_one_request_may_bring"),
    Guard("no data address of Wagtail's", "8, 58", "portal/urls.py", '    path("admin/", include(wagtailadmin_urls)),\n', '    path("admin/", include(wagtailadmin_urls)),\n    path("images/", include("wagtail.images.urls")),\n    path("documents/", include("wagtail.documents.urls")),\n', f"{HOSTILE}::test_outside_the_admin_every_view_is_ours"),
    Guard("no form takes rows by number", "32", "boards/desk/forms.py", "from __future__ import annotations\n", "from __future__ import annotations\n\nfrom django.forms import modelformset_factory as rows_by_number  # noqa\n", "tests/architecture/test_closed_ways.py::test_no_form_takes_rows_by_number"),
    Guard("robots.txt names no private place", "7", "home/security_txt.py", '"Disallow: /*?"', '"Disallow: /admin/"', f"{HOSTILE}::test_robots_txt_names_no_private_place"),
    Guard("security.txt only with a contact", "RFC 9116", "home/security_txt.py", "    if not settings.SECURITY_CONTACT:\n        raise Http404\n", "", f"{HOSTILE}::test_security_txt"),
    Guard("few unfinished jobs a person", "57", "portal/jobs/asking.py", "        _refuse_too_many(by)\n", "", "tests/portal/test_job_limit.py::test_a_person_has_so_many_unfinished_jobs_and_no_more"),
    Guard("secrets stay out of the project", "59", ".gitignore", "\n.env\n", "\n", "tests/architecture/test_secrets.py::test_files_that_hold_secrets_are_kept_out"),
)
_TEXTS: Final = (
    Guard("a PDF loads nothing", "41", "portal/pdf/render.py", "HTML(string=html, url_fetcher=fetcher)", "HTML(string=html)", NO_LOAD),
    Guard("a PDF loads nothing, field by field", "41", "portal/pdf/render.py", "HTML(string=html, url_fetcher=fetcher)", "HTML(string=html)", "tests/portal/pdf/test_fields.py::test_no_document_loads_anything"),
    Guard("the fetcher refuses every other address", "41", "portal/pdf/fetch.py", "            raise RefusedAddressError(\"only the portal's own print sheets are loaded\")\n", "            return super().fetch(url, headers)\n", NO_LOAD),
    Guard("a written paper is cleaned", "40, 41", "boards/packs/sheets.py", "    text = cleaned(text)\n", "    text = mark_safe(text)\n", NO_FIELD),
    Guard("a report's texts are escaped", "40, 41", "templates/print/merge_front.html", "{{ row.title }}", "{{ row.title|safe }}", NO_FIELD),
    Guard("what is not on the list is not written", "40", "portal/richtext.py", "        if self._silent or tag not in ELEMENTS:", "        if self._silent:", f"{RICH}::test_hostile_texts_become_harmless"),
    Guard("no script in a link", "40", "portal/richtext.py", "        return is_safe_link(value)\n", "        return True\n", f"{RICH}::test_hostile_texts_become_harmless"),
    Guard("text is escaped when it is written again", "40", "portal/richtext.py", "self._out.append(escape(data, quote=False))", "self._out.append(data)", f"{RICH}::test_hostile_texts_become_harmless"),
    Guard("public pages escape", "40", "templates/components/meeting_line.html", '{{ meeting|worded:"title" }}', '{{ meeting|worded:"title"|safe }}', "tests/home/test_hostile_texts.py::test_no_public_page_runs_a_text"),
    Guard("no formula in a CSV", "50", "portal/spreadsheets.py", 'return f"{_GUARD}{text}" if _would_run(text) else text', "return text", f"{CELLS}::test_every_formula_is_neutralised_and_comes_back"),
    Guard("no formula in a report's CSV", "50", "portal/spreadsheets.py", "[harmless(cell) if isinstance(cell, str) else cell for cell in row]", "row", "tests/scrutiny/report/test_data_files.py::test_no_cell_can_be_a_formula"),
    Guard("no formula in a workbook", "50", "portal/spreadsheets.py", '    cell.data_type = "s"\n', "", f"{CELLS}::test_a_workbook_holds_texts_as_texts"),
    Guard("a telephone number comes back", "50", "portal/spreadsheets.py", "return cell[1:] if cell.startswith(_GUARD) and _would_run(cell) else cell", "return cell", f"{CELLS}::test_a_csv_can_be_read_again"),
    Guard("a subject is one line", "51", "portal/mail.py", '_CONTROLS.sub(" ", text)', "text", f"{MAIL}::test_subject_and_name_stay_what_they_are"),
    Guard("a name is no second address", "51", "portal/mail.py", "to=[str(address)]", 'to=[f"{name} <{to}>"]', f"{MAIL}::test_subject_and_name_stay_what_they_are"),
    Guard("production asks for encrypted mail", "52", PRODUCTION, "if mail_is_open(", "if False and mail_is_open(", f"{MAIL}::test_production_does_not_start_with_open_mail"),
    Guard("encrypted mail is asked for", "52", BASE, 'bool(_email.get("EMAIL_USE_TLS"))', "False", f"{MAIL}::test_production_does_not_start_with_open_mail"),
)
_PACKS: Final = (
    Guard("a withheld item is hidden", "1, 16", "boards/packs/treatment.py", "    return audience == PUBLIC and item.access in WITHHELD\n", "    return False\n", f"{MANIFEST}::test_the_public_manifest_of_a_withheld_item_names_nothing_of_it"),
    Guard("a withheld paper is a notice", "1, 16", "boards/packs/treatment.py", "        if paper.access in WITHHELD or item.access in WITHHELD:\n            return \"notice\"\n", "", f"{MANIFEST}::test_every_access_of_item_and_paper_for_both_audiences"),
    Guard("a withheld title is not told", "16", "boards/packs/treatment.py", "        and paper.access not in WITHHELD\n", "", f"{MANIFEST}::test_public_titles_stand_in_for_private_ones"),
    Guard("a withheld item's text is not told", "6, 16", "boards/packs/manifest.py", '"text": "" if hidden else facts.text', '"text": facts.text', f"{MANIFEST}::test_the_public_manifest_of_a_withheld_item_names_nothing_of_it"),
    Guard("marks of programs leave a pack", "15", "portal/pdf/merge/resources.py", "        for key in PRIVATE:\n", "        for key in ():\n", CLEAN_PACKS),
    Guard("cameras' words leave a pack", "15", "portal/pdf/merge/resources.py", "                clean_picture(stream)\n", "                pass\n", "tests/portal/pdf/test_merge_cleaning.py::test_photographs_lose_what_the_camera_wrote_and_look_the_same"),
    Guard("scripts leave a pack", "46", "portal/pdf/merge/resources.py", "        for key in unwanted:\n            del page[key]\n", "", CLEAN_PACKS),
)
_ACCESS: Final = (
    Guard("one place decides who sees what", "1, 24, 26, 31", VIEWING, "    return rule.rows(visitor)\n", "    return model._base_manager.all()\n", f"{SEEING}::test_each_role_sees_what_the_table_says_and_others_nothing"),
    Guard("a view that forgets to ask does not answer", "1", VIEWING, "        if response.status_code == 200 and not asked.issuperset(models):\n", "        if False:\n", f"{SEEING}::test_a_view_that_forgets_to_ask_does_not_answer"),
    Guard("an original is for its readers", "1, 2, 3, 4", "boards/viewing.py", "Document.objects.filter(_by_access(user))", "Document.objects.all()", "tests/boards/test_media_access.py::test_nobody_else_learns_that_there_is_anything"),
    Guard("what is not there costs as much as what is not for you", "2, 23", VIEWING, "    row = visible(request.user, model).filter(**where).first()\n", "    if not model._base_manager.filter(**where).exists():\n        raise Http404\n    row = visible(request.user, model).filter(**where).first()\n", "tests/boards/test_media_access.py::test_a_refusal_costs_the_same_whether_there_is_a_file_or_not"),
    Guard("a document stays with its body", "25, 27", "boards/media_forms.py", '            self.fields.pop("collection", None)\n', "            pass\n", "tests/boards/test_media_access.py::test_a_clerk_of_two_bodies_chooses_one_and_the_document_stays_there"),
    Guard("a picture is for the readers of its original", "21", "boards/viewing.py", 'Rendition.objects.filter(_by_access(user, "image__"))', "Rendition.objects.all()", f"{SEEING}::test_each_role_sees_what_the_table_says_and_others_nothing"),
    Guard("a built pack is for its readers", "1, 2", "boards/viewing.py", "PackFile.objects.filter(issued | early)", "PackFile.objects.all()", "tests/boards/test_public_agenda.py::test_built_packs_are_for_those_who_may_read_them"),
    Guard("a restricted pack that is out is read in a marked copy alone", "4", "boards/pack_media.py", "    if is_marked(found):\n", "    if False:\n", "tests/boards/reading/test_copies.py::test_nobody_gets_round_the_mark_and_others_find_nothing"),
    Guard("a private note is its writer's", "24", "boards/reader_viewing.py", 'register_scope(PaperNote, "item__meeting__body__slug", apart=_NOBODY_ELSES)', 'register_scope(PaperNote, "item__meeting__body__slug")', "tests/boards/reading/test_notes.py::test_nobody_else_ever_reads_it"),
    Guard("a substitute who was ended reads nothing", "20", "boards/reader_viewing.py", "        ended_at__isnull=True,\n", "", "tests/boards/reading/test_substitutes.py::test_that_meeting_and_no_other_until_it_is_ended"),
    Guard("a substitute reads one meeting alone", "20", "boards/viewing.py", "Q(pack__meeting__in=substituted_meetings(user))", "Q(pack__meeting__body__meetings__in=substituted_meetings(user))", "tests/boards/reading/test_substitutes.py::test_that_meeting_and_no_other_until_it_is_ended"),
    Guard("a copy goes from the disk with the role", "9", "boards/operations/roles.py", "    forget_closed_copies(assignment.user, assignment.body)\n", "", "tests/boards/reading/test_copies.py::test_a_copy_goes_with_the_right_to_read"),
    Guard("no browser runs an original", "42", "boards/media_views.py", "default-src 'none'; sandbox", "default-src 'self'", "tests/boards/test_media_access.py::test_it_is_served_so_that_no_cache_keeps_it_and_no_browser_runs_it"),
    Guard("each look at what is restricted is logged", "61", VIEWING, "                opened(request.user, thing)\n", "                pass\n", f"{SEEING}::test_every_way_to_a_restricted_thing_is_logged"),
    Guard("each refusal is logged", "24, 61", VIEWING, "                _log_refusal(request)\n", "                pass\n", f"{SEEING}::test_refusals_are_logged_without_telling_what_is_there"),
    Guard("the admin is for officers", "24, 28", GATE, "        if may_pass(request, rule, args, kwargs):", "        if True:", "tests/portal/test_access.py::test_the_admin_is_no_place_for_other_roles"),
    Guard("guards look at the object that is named", "18, 24, 26", GATE, "return all(guard.allows(request, kwargs) for guard in rule.guards)", "return True", "tests/boards/test_media_access.py::test_a_bulk_action_takes_own_rows_only"),
    Guard("accounts are for administrators", "28", GATE, "return audience is Audience.OFFICE and bool(bodies_of(user))", "return bool(bodies_of(user))", "tests/boards/test_admin_scoping.py::test_no_account_is_reached_by_a_clerk"),
    Guard("choosers find own pages", "19", "boards/admin_scoping.py", '    return pages.filter(pk__in=pages_on_the_way(request.user).values("pk"))', "    return pages", "tests/boards/test_admin_scoping.py::test_the_page_chooser_finds_own_pages"),
    Guard("a role counts in its own body", "24, 27, 31", "portal/access.py", '    return roles_of(user).get(body, frozenset())\n', "    return frozenset().union(*roles_of(user).values())\n", "tests/portal/test_access.py::test_a_role_counts_in_its_own_body_only"),
    Guard("Wagtail's doors sign nobody in", "37", "portal/urls.py", '    path("_util/login/", to_sign_in, name="wagtailcore_login"),\n', '    path("_util/login/", __import__("django.contrib.auth.views", fromlist=["x"]).LoginView.as_view(template_name="home/sign_in.html"), name="wagtailcore_login"),\n', "tests/home/test_workspace.py::test_wagtails_own_door_signs_nobody_in"),
    Guard("an administrator acts as clerk with a reason only", "audit", "portal/elevating.py", "    if reasons:\n        raise Refused(*reasons)\n    end_overdue", "    end_overdue", "tests/portal/test_elevation.py::test_nobody_else_gets_one_and_nothing_longer_or_unexplained"),
)
_DOOR: Final = (
    Guard("a session without the mark is nobody's", "37", "portal/middleware/second_factor.py", "    if where is Standing.CLEAR:\n", "    if True:\n", f"{FACTOR}::test_no_door_lets_a_password_alone_in"),
    Guard("every sign-in begins without the mark", "37", "portal/signing_in.py", "        marks.forget(request, user)\n", "        pass\n", f"{FACTOR}::test_a_session_of_somebody_else_leaves_no_mark"),
    Guard("the mark names its account", "37", "portal/door/marks.py", "    return request.session.get(_PASSED) == str(user.pk)\n", "    return bool(request.session.get(_PASSED))\n", f"{FACTOR}::test_the_mark_of_one_account_is_none_of_another"),
    Guard("nobody adds a factor to an account that has one", "37", "home/account/whose.py", "found[1] is Standing.SET_UP", "True", f"{FACTOR}::test_a_session_made_by_login_alone_has_no_mark"),
    Guard("a code of the app counts once", "37", "home/account/forms.py", "            use_up(self.authenticator, code)\n", "            pass\n", f"{FACTOR}::test_a_code_and_a_recovery_code_work_once"),
    Guard("wrong codes lock", "37", "home/account/second_factor.py", "        if tried.is_too_many:\n", "        if False:\n", f"{FACTOR}::test_five_wrong_codes_lock_the_right_one_too"),
    Guard("wrong passwords lock", "33", "home/signing_in.py", "        if not self.tried.is_too_many:\n", "        if True:\n", f"{LIMITS}::test_ten_wrong_passwords_lock_that_name_at_that_address_for_a_while"),
    Guard("wrong passwords lock at an open session", "33", "home/account/forms.py", "        if tried.is_too_many:\n", "        if False:\n", f"{FACTOR}::test_an_open_session_is_no_place_to_guess_the_password"),
    Guard("many names from one address lock", "33", "portal/door/limits.py", "is_too_many |= recent.filter(origin=where).count() > limit.an_address", "pass", f"{LIMITS}::test_fifty_names_from_one_address_lock_the_address"),
    Guard("a visitor does not choose their address", "33", "portal/door/origins.py", "    if not settings.SECURE_PROXY_SSL_HEADER:\n        return direct\n", "", f"{LIMITS}::test_the_address_of_a_visitor_is_not_what_they_write"),
    Guard("no letter to nobody", "34", "home/account/password.py", "            if tried.is_too_many or not is_known:\n", "            if False:\n", f"{LIMITS}::test_nobody_learns_who_has_an_account"),
    Guard("an ended session is gone from the server", "35", "portal/door/sessions.py", "    store(row.session_key).delete(row.session_key)\n", "", f"{LIMITS}::test_sessions_are_seen_and_ended_by_their_owner_alone"),
    Guard("nobody ends the sessions of another", "35", "portal/door/sessions.py", "filter(user=user, pk=number)", "filter(pk=number)", f"{LIMITS}::test_sessions_are_seen_and_ended_by_their_owner_alone"),
    Guard("sessions end when idle", "36", "portal/door/sessions.py", "    if idle and moment", "    if False and moment", f"{LIMITS}::test_a_session_ends_when_idle_after_half_a_day_and_when_switched_off"),
    Guard("sessions end after half a day", "36", "portal/door/sessions.py", "    if longest and moment", "    if False and moment", f"{LIMITS}::test_a_session_ends_when_idle_after_half_a_day_and_when_switched_off"),
    Guard("the second step stays on this host", "38", "home/account/whose.py", "    return wanted if is_safe else default\n", "    return wanted or default\n", f"{FACTOR}::test_a_session_made_by_login_alone_has_no_mark"),
    Guard("nobody invites beyond what they may", "28", "boards/operations/invitations.py", "    _refuse_unless_manager(by, body)\n    reasons = []\n", "    reasons = []\n", f"{INVITING}::test_nobody_gives_more_than_they_may"),
    Guard("an unverified address is nobody's", "37", "home/account/council.py", "    if not person.is_verified or not person.email:\n", "    if not person.email:\n", f"{COUNCIL}::test_who_has_no_business_here_gets_no_account"),
    Guard("the nonce is ours", "37", "portal/door/oidc.py", '    if not constant_time_compare(str(claims["nonce"]), nonce):\n', "    if False:\n", f"{COUNCIL}::test_what_cannot_be_believed_lets_nobody_in"),
    Guard("the state is of this browser", "37", "home/account/council.py", '            and constant_time_compare(request.GET.get("state", ""), str(kept.get("state")))\n', "", f"{COUNCIL}::test_what_cannot_be_believed_lets_nobody_in"),
    Guard("a role goes with its group", "28", "boards/operations/council_roles.py", "            end_role(assignment=assignment, by=None, reason=reason)\n", "            pass\n", f"{COUNCIL}::test_a_role_goes_with_its_group_and_no_other_role_goes"),
)
_LINKS: Final = (
    Guard("an answer by link comes from our page", "30", "scrutiny/by_link/page.py", "    if not is_ours(request, link):\n", "    if False:\n", f"{LINKS}::test_a_form_of_somebody_else_is_not_taken"),
    Guard("of two answers by one link one is first", "30", "portal/signed_links/answers.py", "    if not rows.update(used_at=now):\n", "    rows.update(used_at=now)\n    if False:\n", f"{LINKS}::test_of_two_at_once_one_is_first"),
    Guard("wrong secrets of links are counted", "2", "scrutiny/by_link/page.py", "    if is_guessing(request):\n", "    if False:\n", f"{LINKS}::test_guesses_are_limited_by_address"),
    Guard("wrong secrets of calendars are counted", "2", "scrutiny/own_calendar/feed.py", "    if is_guessing(request):\n", "    if False:\n", "tests/boards/calendar/test_own.py::test_the_address_is_renewed_switched_off_and_kept_as_a_hash"),
    Guard("what is withdrawn is in no feed", "9", "home/feeds/choosing.py", "    return PublicRecord.objects.filter(withdrawn_at__isnull=True)\n", "    return PublicRecord.objects.all()\n", "tests/home/feeds/test_feeds.py::test_what_is_withdrawn_leaves_every_feed_at_once"),
)
_FILES: Final = (
    Guard("no macros", "42", KINDS, "            _check_macros(names)\n", "", f"{UPLOADS}::test_documents_are_judged_by_their_content"),
    Guard("no markup in a text file", "42", KINDS, "    if _MARKUP.search(head[:1024]):\n", "    if False:\n", f"{UPLOADS}::test_plain_text_that_is_meant_for_a_browser_is_refused"),
    Guard("no entities in an office file", "47", KINDS, "            _check_prologs(archive)\n", "", f"{UPLOADS}::test_documents_are_judged_by_their_content"),
    Guard("no archive that unpacks to gigabytes", "47", KINDS, "            refuse_unsafe_parts(archive.infolist())\n", "", f"{UPLOADS}::test_documents_are_judged_by_their_content"),
    Guard("no endless list of parts", "47", "portal/rules/archives.py", "    if max(rooms) > _ROOM:\n", "    if False:\n", f"{UPLOADS}::test_the_room_of_the_list_is_asked_before_it_is_read"),
    Guard("a request that is too large is cut", "49", "portal/middleware/limits.py", "return _announced(request) > settings.MAX_REQUEST_MEGABYTES * BYTES_A_MEGABYTE", "return False", f"{UPLOADS}::test_a_request_that_is_too_large_is_cut_before_it_is_read"),
    Guard("an infected file is refused", "53", "portal/virus.py", "    if found.signature:\n", "    if False:\n", f"{UPLOADS}::test_an_infected_file_is_refused_and_logged"),
    Guard("what cannot be scanned is not stored", "53", "portal/virus.py", "    raise ScannerError(said[:200])\n", "    return Verdict()\n", f"{UPLOADS}::test_what_cannot_be_scanned_is_not_stored"),
)
_LIMITS: Final = (
    Guard("a hostile file is read in bounds", "44, 45", "portal/pdf/apart/bounds.py", "    _lower(resource.RLIMIT_AS, memory)\n", "", "tests/portal/pdf/test_child.py::test_it_is_bound_and_knows_no_secret"),
    Guard("no file over the limit is opened", "45", "portal/pdf/inspect/opening.py", '        raise Refused("over_limits", what="bytes", megabytes=bounds.file_bytes // MEGABYTE)\n', "        pass\n", "tests/portal/pdf/test_inspect_damaged.py::test_limits_hold"),
    Guard("no huge picture", "48", "boards/rules/picture_kinds.py", "    if width * height > MOST_PIXELS:\n", "    if False:\n", f"{UPLOADS}::test_pictures_are_judged_by_their_first_bytes"),
    Guard("no endless moving picture", "48", "boards/rules/picture_kinds.py", "    if frames > MOST_FRAMES or width * height * frames > 4 * MOST_PIXELS:\n", "    if False:\n", f"{UPLOADS}::test_pictures_are_judged_by_their_first_bytes"),
    Guard("a picture is what its name says", "42, 43", "boards/media_forms.py", "            judge(file, check_picture, by=self.user)\n", "            pass\n", f"{UPLOADS}::test_screens_refuse_documents_and_images_with_a_sentence"),
    Guard("a name leads nobody astray", "42", "boards/media_forms.py", "    if wrong := what_is_wrong(name):\n        raise ValidationError(str(NAMES[wrong]))\n", "", f"{UPLOADS}::test_screens_refuse_documents_and_images_with_a_sentence"),
    Guard("an upload is restricted until somebody opens it", "1, 3", "boards/media_forms.py", 'self.cleaned_data.get("access") or self.instance.access or Access.RESTRICTED', '"open"', "tests/boards/test_media_access.py::test_an_upload_belongs_to_the_clerks_body_and_is_restricted"),
)
_PUBLISHING: Final = (
    Guard("no time of a closed item is told", "9", "boards/packs/beside_agenda.py", ' if not one["is_withheld"]}', "}", "tests/boards/test_recordings.py::test_the_reader_is_told_where_each_item_begins_and_what_is_missing"),
    Guard("what was withdrawn is gone", "9", "portal/public.py", "    if record.withdrawn_at is not None:\n        raise Gone(record)\n    return record\n", "    return record\n", f"{RESPONSES}::test_a_withdrawn_record_answers_410_with_its_reason_and_an_old_etag_does_not_help"),
    Guard("an old address leads to nothing withdrawn", "10", "portal/public.py", "    if current is None or current.withdrawn_at is not None:\n        raise Gone(current or found)\n", "    assert current is not None\n", f"{RESPONSES}::test_a_moved_record_leads_to_its_new_address"),
    Guard("nothing goes out before its time", "11", "boards/packs/publication.py", "state__in=IN_PREPARATION, publish_at__lte=clock.now())", "state__in=IN_PREPARATION, publish_at__isnull=False)", "tests/boards/test_publish_when_built.py::test_it_goes_out_once_its_time_has_come"),
    Guard("the log of a body is for its own", "20", "portal/desk/audit_entries.py", "    if not user.is_superuser:\n        rows = rows.filter(body__in=_own(user))\n", "", "tests/portal/test_audit.py::test_an_administrator_of_a_body_reads_its_log_and_no_other"),
    Guard("the log is not searched beyond what is read", "20, 61", "portal/desk/audit_entries.py", 'rows.filter(said, pk__in=visible(self.user, LogEntry).values("pk"))', "rows.filter(said)", "tests/portal/test_audit.py::test_an_administrator_of_the_portal_learns_no_restricted_word"),
    Guard("no other site is loaded", "63", BASE, '        "img-src": [SELF],\n        "font-src"', '        "img-src": ["https:"],\n        "font-src"', "tests/portal/test_csp.py::test_everything_outside_the_admin_has_the_strict_policy"),
)
_GATE: Final = (
    Guard("a stop holds everything back", "the gate", "portal/disclosure/gate.py", "        raise Withheld(found)\n", "        pass\n", f"{GATE_TESTS}::test_a_stop_anywhere_holds_everything_back"),
    Guard("a stop is the proper officer's", "the gate", "portal/disclosure/clearing.py", "return bool(CLEARERS.get(level, frozenset()) & roles)", "return bool(roles)", f"{GATE_TESTS}::test_only_the_proper_officer_clears_a_stop_and_gives_a_reason"),
    Guard("a clearing has a reason", "the gate", "portal/disclosure/clearing.py", "    if not reason.strip():\n        raise Refused(_(\"Say why this may go out. The reason is kept with the record.\"))\n    found = ", "    found = ", f"{GATE_TESTS}::test_only_the_proper_officer_clears_a_stop_and_gives_a_reason"),
    Guard("a new page begins as a draft", "the gate", "portal/pages.py", "            self.instance.live = False\n", "            pass\n", f"{SCREENS}::test_a_new_page_is_a_draft_until_it_is_published_and_none_goes_out_another_way"),
    Guard("no page is published in bulk", "the gate", "home/wagtail_hooks.py", '    if action_type != "publish":\n', "    if True:\n", f"{SCREENS}::test_a_new_page_is_a_draft_until_it_is_published_and_none_goes_out_another_way"),
    Guard("a page is looked at before it goes out", "the gate", "home/wagtail_hooks.py", "    return _held_back(request, [page])\n", "    return None\n", f"{SCREENS}::test_a_page_with_a_concern_stays_a_draft_with_what_was_typed"),
    Guard("the reason of a withdrawal gives nobody away", "the gate", "portal/publishing.py", "    refuse_reason(reason, body=body)\n", "", f"{GATE_TESTS}::test_withdrawing_is_never_held_up_nor_is_saying_less"),
    Guard("what was taken back meanwhile stays away", "the gate", "portal/publishing.py", "        if any(one not in looked_at for one in changed):\n", "        if False:\n", f"{GATE_TESTS}::test_what_was_taken_back_meanwhile_does_not_come_back"),
    Guard("relatives watch for each other's names", "the gate", "portal/disclosure/watching.py", "{body, *(slug for source in _relatives for slug in source(body))}", "{body}", f"{GATE_TESTS}::test_relatives_watch_for_each_others_names_and_the_portals_own_pages_for_all"),
    Guard("a changed secret is noticed", "the gate", "portal/disclosure/watching.py", "hmac.compare_digest(digest(_CHECK_TEXT), row.check_hash)", "True", f"{GATE_TESTS}::test_no_name_is_kept_and_a_changed_secret_holds_everything_back"),
    Guard("clearing one box clears no other", "the gate", "portal/disclosure/found.py", "    if concern.code not in SAID or not datum:\n", "    if False:\n", f"{GATE_TESTS}::test_clearing_one_black_box_clears_no_other"),
    Guard("a file is read again when a name is added", "the gate", "portal/disclosure/scanning.py", " if row.mark == eyes.mark", "", f"{GATE_TESTS}::test_a_file_is_read_once_until_what_is_looked_for_changes"),
    Guard("names of files are looked at", "the gate", "portal/disclosure/texts.py", '        yield Passage(words_of_address(file.name), Place.FILE_NAME, where=_("name of a file"))\n', "        pass\n", f"{GATE_TESTS}::test_a_stop_anywhere_holds_everything_back"),
    Guard("an unapplied redaction is found", "17", "portal/pdf/inspect/survey.py", '    elif kind == "/Redact":\n', '    elif kind == "/Never":\n', "tests/portal/pdf/test_inspect_hidden.py::test_an_unapplied_redaction_blocks"),
    Guard("a redaction that failed is refused", "17", "portal/pdf/redact/checking.py", "            if any(touches(one.box, grown(box, -EDGE)) for one in letters for box in boxes):\n", "            if False:\n", "tests/portal/pdf/test_redact.py::test_a_result_that_still_says_a_word_is_refused_with_its_page"),
)
_RECORD: Final = (
    Guard("the record cannot be rewritten", "61", "portal/protection/triggers.py", 'f"WHEN NOT {SQLITE_FUNCTION}(){extra} "', 'f"WHEN 0{extra} "', "tests/portal/test_protection.py::test_releases_log_and_seals_are_neither_changed_nor_deleted"),
    Guard("nothing is disposed of before its date", "62", "boards/rules/retention.py", "    elif today <= until:\n", "    elif False:\n", "tests/boards/test_disposal.py::test_nothing_goes_before_its_date_without_a_ground_of_the_law"),
    Guard("a hold outlasts the date", "62", "boards/rules/retention.py", "    found = [Obstacle.ON_HOLD] if is_on_hold else []\n", "    found = []\n", "tests/boards/test_disposal.py::test_nothing_goes_before_its_date_without_a_ground_of_the_law"),
)
_MADE_OF: Final = (
    Guard("no Affero GPL", "60", ".ci/sbom.py", "        if FORBIDDEN.search(said):\n", "        if False:\n", "tests/architecture/test_sbom.py::test_what_may_not_be_is_refused"),
    Guard("no version with a known hole", "60", ".ci/sbom.py", "        if least and version_key", "        if False and version_key", "tests/architecture/test_sbom.py::test_what_may_not_be_is_refused"),
    Guard("no package but those of the list", "60", ".ci/sbom.py", "        if found != wanted:\n", "        if False:\n", "tests/architecture/test_sbom.py::test_what_may_not_be_is_refused"),
    Guard("reading writes nothing", "29", "scrutiny/desk/views.py", '        bodies = list(access.rows_for(user, ScrutinyBody).order_by("name"))\n', '        bodies = list(access.rows_for(user, ScrutinyBody).order_by("name"))\n        bodies[0].save()\n', "tests/architecture/test_open_screens.py::test_no_screen_runs_a_text_and_none_writes_when_it_is_read"),
)
_THREAD: Final = (
    Guard("a report of harm is for one person", "the thread", "scrutiny/viewing/calls.py", 'register_scope(Submission, "call__review__body__slug", apart=Q(state=APART))', 'register_scope(Submission, "call__review__body__slug")', "tests/scrutiny/calls/test_set_apart.py::test_nobody_else_can_see_or_count_it"),
    Guard("progress shows once it is confirmed", "the thread", "scrutiny/public/recommendations.py", "recommendation.updates.filter(confirmed_at__isnull=False)", "recommendation.updates.all()", f"{COPIES}::test_progress_is_public_once_a_clerk_has_confirmed_it"),
    Guard("a line is answered with its report", "the thread", "scrutiny/public/lines.py", '"evidence": _evidence(line) if is_reported else [],', '"evidence": _evidence(line),', f"{COPIES}::test_a_line_is_public_once_agreed_and_its_answer_with_the_report"),
    Guard("the words of a reply wait for its publication", "the thread", "scrutiny/public/responses.py", '"introduction": response.introduction if is_published else "",', '"introduction": response.introduction,', f"{COPIES}::test_a_response_is_public_from_the_day_it_is_asked_for_without_its_words"),
)
_ALERTS: Final = (
    Guard("a scanner that opens a link confirms nothing", "50", "home/alerts/pages.py", '    if request.method != "POST":\n        return _quietly(render(request, "home/alerts/confirm.html", context))\n', "", f"{ASKING}::test_nothing_is_sent_before_the_button_of_the_first_letter"),
    Guard("the question is not repeated", "50", "home/alerts/signing_up.py", "made.asked_at > now - NOT_AGAIN_WITHIN or ", "", f"{ASKING}::test_the_answer_never_says_who_is_known_and_letters_are_few"),
    Guard("one address is not flooded", "50", "home/alerts/pages.py", "    if not is_flooded(request, address):\n", "    if True:\n", f"{ASKING}::test_the_answer_never_says_who_is_known_and_letters_are_few"),
    Guard("links of alerts are in no log", "50", "portal/unlogged.py", "alerts/(?:confirm|mine|stop)|", "", f"{ASKING}::test_nothing_is_sent_before_the_button_of_the_first_letter"),
    Guard("the words of a file go within its withdrawal", "5, 6", "portal/released_texts/work.py", '        forget(files.values_list("sha256", flat=True))', "        pass", "tests/portal/released_texts/test_released_texts.py::test_read_after_the_release_and_forgotten_within_the_withdrawal"),
    Guard("what is withdrawn while it is read is not kept", "5, 6", "portal/released_texts/store.py", "        if not _is_public(sha256):\n            return False", "        if False:\n            return False", "tests/portal/released_texts/test_released_texts.py::test_what_is_withdrawn_while_it_is_read_is_not_kept"),
    Guard("who asked for another format is forgotten", "14", "boards/operations/formats.py", 'name="", email="", reach="", needs="", answer="", fingerprint="", erased_at=as_of', "erased_at=as_of", "tests/boards/formats/test_asking.py::test_from_the_public_form_to_the_answer_and_the_figures"),
    Guard("no letter says what a stranger typed", "50", "boards/letters_of_formats.py", 'asked.paper_title if asked.paper else _("a paper")', "asked.paper_title", "tests/boards/formats/test_asking.py::test_a_withdrawn_paper_is_said_and_too_much_is_refused"),
    Guard("the paper in somebody's own words is forgotten", "14", "boards/operations/formats.py", '.update(paper_title="")', '.update(paper="")', "tests/boards/formats/test_asking.py::test_from_the_public_form_to_the_answer_and_the_figures"),
    Guard("that mail came back is forgotten with the address", "14", "home/alerts/leaving.py", 'done + forget_strangers(left.values_list("address", flat=True))', "done", f"{TELLING}::test_three_letters_that_come_back_end_it"),
    Guard("what was withdrawn meanwhile is in no letter", "9", "home/alerts/writing.py", "pk__in=pks, withdrawn_at__isnull=True", "pk__in=pks", f"{TELLING}::test_what_was_withdrawn_meanwhile_is_in_no_letter"),
    Guard("nobody changes what somebody else follows", "24", "home/alerts/pages.py", "    row = subscriber.subscriptions.filter(", "    row = Subscription.objects.filter(", f"{TELLING}::test_stopping_by_one_click_and_choosing_by_the_link"),
)
_SEARCH: Final = (
    Guard("what is withdrawn is out of the search within the act", "9", "home/search/writing.py", "    forget([(row.kind, row.key) for row in ours])\n", "", f"{SEARCH_INDEX}::test_a_phrase_on_page_37_of_an_uploaded_file_is_found_there"),
    Guard("a body's own host finds that body alone", "5", "home/search/filters.py", 'asked["body"] = self.body or asked["body"]', 'asked["body"] = asked["body"]', f"{SEARCH_PAGE}::test_filters_hosts_and_suggestions"),
    Guard("only what finds something is suggested", "5", "home/search/suggesting.py", "        found = matching(meant.conditions, tags, at_most=1)\n", "        found = matching(meant.conditions, tags, at_most=1)\n        if not found.ids:\n            return _written(meant, typed, SearchEntry.objects.all()[0])\n", f"{SEARCH_PAGE}::test_filters_hosts_and_suggestions"),
    Guard("what stands between marks in a snippet is text", "40", "home/search/snippets.py", '((format_html("<mark>{}</mark>", one) if is_hit else one,) for one, is_hit in pieces)', '((format_html("<mark>{}</mark>", one) if is_hit else SafeString(one),) for one, is_hit in pieces)', "tests/home/search/test_words.py::test_a_snippet_is_cut_around_the_words_and_safe"),
    Guard("a page that was shut is out of the search", "9", "home/search/site_pages.py", "open_pages(Page.objects.filter(pk=changed.pk))", "Page.objects.filter(pk=changed.pk)", f"{SEARCH_PAGE}::test_live_pages_that_everybody_may_read_are_found"),
    Guard("what others wrote meanwhile goes when the search is made anew", "9", "home/search/writing.py", "            forget([ref])\n", "            pass\n", f"{SEARCH_INDEX}::test_the_command_makes_the_index_anew_while_others_read_and_withdraw"),
)
_EDITORS: Final = (
    Guard("a redirect leads to open pages alone", "10", "home/redirects.py", "page = open_pages(Page.objects.filter(pk=row.redirect_page_id)).first()", "page = Page.objects.filter(pk=row.redirect_page_id).first()", f"{REDIRECTS}::test_a_redirect_gives_nothing_away_of_a_page_that_is_not_for_everybody"),
    Guard("no redirect stands in for what is hidden", "7, 10", "home/redirects.py", "        if request.path.startswith(_NEVER_BELOW):\n            return response\n", "", f"{REDIRECTS}::test_no_row_stands_in_for_what_is_hidden"),
    Guard("a redirect leads to web pages alone", "40", "home/redirects.py", 'return link if urlsplit(link).scheme in ("http", "https") else ""', "return link", f"{REDIRECTS}::test_what_an_administrator_entered_is_followed_and_nothing_of_the_request_is"),
    Guard("no menu names a page for few", "10", "home/open_pages.py", "return rows.filter(~Exists(shut), live=True)", "return rows.filter(live=True)", f"{NEWS}::test_standard_pages_stand_in_the_menu_of_their_place_in_the_order_of_the_tree"),
    Guard("no link in a text names a draft", "10", "home/rich_links.py", "for page in open_pages(rows)}", "for page in rows}", f"{NEWS}::test_links_in_texts_lead_to_open_pages_at_their_permanent_address"),
    Guard("a colour can be read", "what everybody can read", "boards/rules/contrast.py", "return least_contrast(colour, backgrounds) >= LEAST", "return True", f"{LOOK}::test_a_colour_that_cannot_be_read_is_refused_with_one_that_can"),
    Guard("only the body's own colour is answered", "40", "boards/look_views.py", 'if not colour or look.get("accent") != accent:', "if not colour:", f"{LOOK}::test_the_look_is_public_on_the_pages_of_its_body"),
)
_TAKING_AWAY: Final = (
    Guard("what is withdrawn is in no file of data", "9", "home/opendata/choosing.py", "        rows = rows.filter(withdrawn_at__isnull=True)\n", "        pass\n", f"{DATA}/test_data.py::test_what_is_withdrawn_is_gone_from_the_next_request_on"),
    Guard("a body's own host gives that body's data alone", "8", "home/opendata/asking.py", "    body = here or body_of(request)\n", "    body = body_of(request)\n", f"{DATA}/test_data.py::test_what_is_taken_away"),
    Guard("the interface on a body's own host knows that body alone", "8", "home/api/parameters.py", 'body=here or body or ""', 'body=body or ""', f"{DATA}/test_interface.py::test_the_interface"),
    Guard("one address may not ask without end", "56", "home/opendata/answering.py", "            if is_too_often(request, counted):\n", "            if False:\n", f"{DATA}/test_interface.py::test_the_interface"),
    Guard("no text ends a data block", "40", "home/templatetags/home_linked_data.py", ".translate(_ESCAPES)", "", "tests/home/linked_data/test_linked_data.py::test_no_text_ends_the_block"),
    Guard("what is withdrawn is in no sitemap", "7, 9", "home/sitemap/sections.py", '    rows = within.filter(withdrawn_at__isnull=True).order_by("pk")\n', '    rows = within.order_by("pk")\n', f"{SITEMAP}::test_what_is_withdrawn_is_not_listed_and_the_day_of_its_section_moves"),
    Guard("a page for few is in no sitemap", "7", "home/sitemap/sections.py", "in open_pages(within).order_by", "in within.order_by", f"{SITEMAP}::test_both_hosts_list_their_pages_at_their_one_address"),
)
_KEPT_PAGES: Final = (
    Guard("a kept page ends with the generation", "9, 12", "portal/page_cache/entries.py", "        if present is None or present.token != token:\n", "        if present is None:\n", f"{GENERATIONS}::test_a_withdrawal_ends_the_pages_of_its_body_and_those_across_bodies"),
    Guard("nothing is kept while a release is under way", "9, 11", "portal/generations/shared.py", "    if found is None or found.in_flux:\n", "    if found is None:\n", f"{GENERATIONS}::test_nothing_is_kept_or_read_while_a_release_is_under_way"),
    Guard("a page that says today is new at midnight", "9", "portal/page_cache/entries.py", "max([midnight, *(", "max([*(", f"{KEPT_PAGES}::test_one_page_for_each_host_day_and_query"),
    Guard("there is never one kept page of countless many", "56", "portal/page_cache/addresses.py", "_NUMBER.fullmatch(value)", "True", f"{KEPT_PAGES}::test_what_is_never_kept"),
    Guard("a port that somebody made up keeps nothing", "56", "portal/page_cache/addresses.py", "    if split_domain_port(host)[1] not in ", "    if False and split_domain_port(host)[1] not in ", f"{KEPT_PAGES}::test_what_is_never_kept"),
    Guard("credentials never meet a kept page", "12", "portal/page_cache/addresses.py", ' or "HTTP_AUTHORIZATION" in request.META:', ":", f"{KEPT_PAGES}::test_what_is_never_kept"),
    Guard("a preview never meets a kept page", "14", "portal/middleware/page_cache.py", " and not _inside.get() else None", " else None", f"{GENERATIONS}::test_the_preview_of_a_draft_never_meets_the_kept_page"),
)
# fmt: on
GUARDS: Final = (
    *_TRANSPORT,
    *_REQUESTS,
    *_TEXTS,
    *_PACKS,
    *_ACCESS,
    *_DOOR,
    *_LINKS,
    *_FILES,
    *_LIMITS,
    *_PUBLISHING,
    *_GATE,
    *_RECORD,
    *_MADE_OF,
    *_THREAD,
    *_ALERTS,
    *_SEARCH,
    *_TAKING_AWAY,
    *_EDITORS,
    *_KEPT_PAGES,
)
