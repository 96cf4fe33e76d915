"""Addresses of the admin by hand: the walk reads these, and fails on an address in none of them.

Whoever adds an address decides here what it is: closed to officers, a list or form that shows no
one object, or one that answers without showing anything. All others are about one object, and need
a filler in `admin_fillers.py`.
"""

from __future__ import annotations

from typing import Final

#: Closed to every officer; most belong to the administrators of the portal, some to nobody.
CLOSED: Final = frozenset(
    [
        "bodies:new",  # for administrators of the portal
        "programme:remove",  # an entry is dropped with a reason, never removed
        "actions:remove",  # an action is cancelled with a reason; what was told of it stays
        "bodies:move",  # nothing of a body has states; its meetings have desks of their own
        "django.views.generic.base.TemplateView",
        "wagtail.admin.views.home.default",
        "wagtailadmin_error_test",
        "wagtailadmin_block_preview",
        "wagtailadmin_choose_page_chosen_multiple",
        "wagtailadmin_tag_autocomplete",
        "wagtailadmin_tag_model_autocomplete",
        "wagtailadmin_pages:collect_workflow_action_data",
        "wagtailadmin_pages:confirm_workflow_cancellation",
        "wagtailadmin_pages:choose_parent",
        "wagtailadmin_pages:convert_alias",
        "wagtailadmin_pages:copy",
        "wagtailadmin_pages:lock",
        "wagtailadmin_pages:move",
        "wagtailadmin_pages:move_confirm",
        "wagtailadmin_pages:set_page_position",
        "wagtailadmin_pages:set_privacy",
        "wagtailadmin_pages:type_use",
        "wagtailadmin_pages:type_use_results",
        "wagtailadmin_pages:unlock",
        "wagtailadmin_pages:workflow_action",
        "wagtailadmin_pages:workflow_history",
        "wagtailadmin_pages:workflow_history_detail",
        "wagtailadmin_pages:workflow_preview",
        "wagtailadmin_reports:aging_pages",
        "wagtailadmin_reports:aging_pages_results",
        "wagtailadmin_reports:locked_pages",
        "wagtailadmin_reports:locked_pages_results",
        "wagtailadmin_reports:page_types_usage",
        "wagtailadmin_reports:page_types_usage_results",
        "wagtailadmin_reports:workflow",
        "wagtailadmin_reports:workflow_results",
        "wagtailadmin_reports:workflow_tasks",
        "wagtailadmin_reports:workflow_tasks_results",
        "wagtaildocs_chooser:chosen_multiple",
        "wagtailimages:preview",
        "wagtailimages:url_generator",
        "wagtailimages:url_generator_output",
        "wagtailimages_chooser:chosen_multiple",
        "wagtailsnippets:index",
    ]
)
#: Whole namespaces that are closed to every officer.
CLOSED_NAMESPACES: Final = (
    "audit",  # for administrators
    "elevation",
    "organisations",
    "themes",
    "wagtailadmin_api",
    "wagtailadmin_collections",
    "wagtailadmin_workflows",
    "wagtailembeds",
    "wagtailredirects",  # for administrators
    "wagtailsearchpromotions",
    "wagtailsites",
    "wagtailusers_groups",
    "wagtailusers_users",
)
#: Lists, searches and empty forms: clerk 1 may see the canary there, clerk 2 must not.
LISTS: Final = frozenset(
    [
        "disclosure:queue",
        "disposal:index",
        "incidents:index",
        "wagtailadmin_home",
        "wagtailadmin_account",
        "wagtailadmin_explore_root",
        "wagtailadmin_choose_page",
        "wagtailadmin_choose_page_search",
        "wagtailadmin_choose_page_external_link",
        "wagtailadmin_choose_page_email_link",
        "wagtailadmin_choose_page_phone_link",
        "wagtailadmin_choose_page_anchor_link",
        "wagtailadmin_pages:search",
        "wagtailadmin_pages:search_results",
        "wagtailadmin_reports:site_history",
        "wagtailadmin_reports:site_history_results",
        "wagtaildocs:index",
        "wagtaildocs:index_results",
        "wagtaildocs:add",
        "wagtaildocs:add_multiple",
        "wagtaildocs_chooser:choose",
        "wagtaildocs_chooser:choose_results",
        "wagtaildocs_chooser:create",
        "wagtailimages:index",
        "wagtailimages:index_results",
        "wagtailimages:add",
        "wagtailimages:add_multiple",
        "wagtailimages_chooser:choose",
        "wagtailimages_chooser:choose_results",
        "wagtailimages_chooser:create",
        "desk:desks",
        "sources:desks",
        "actions:desks",
        "bodies:index",
        "meetings:index",
        "meetings:calendar",
        "meetings:restrictions",
    ]
)
#: No object and no list: signing in and out, icons, words of scripts.
OUTSIDE: Final = frozenset(
    [
        "wagtailadmin_login",
        "wagtailadmin_logout",
        "wagtailadmin_password_reset",
        "wagtailadmin_password_reset_done",
        "wagtailadmin_password_reset_confirm",
        "wagtailadmin_password_reset_complete",
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_dismissibles",
    ]
)
#: About one object, and right without a word of it: what clerk 1 gets instead of the canary.
QUIET: Final = {
    "desk:letter": "a PDF, in which words are packed",
    "desk:witness_lines": "the same, or the way back to the desk while a line is not agreed",
    "disposal:pdf": "a PDF, in which words are packed",
    "incidents:pdf": "the same",
    "wagtailadmin_pages:history_results": "the rows of the log alone, without the page's title",
    "wagtailadmin_editing_sessions:ping": "who else is editing, as JSON",
    "wagtailadmin_editing_sessions:release": "an empty JSON answer",
    "wagtailadmin_pages:preview_on_edit": "whether the preview can be drawn, as JSON",
    "wagtailadmin_pages:preview_on_add": "the same, before the page exists",
    "sources:template": "an empty table, the same for all bodies",
    "meetings:redact_picture": "a page as a picture",
    "disclosure:picture": "the same",
    "wagtaildocs:delete_upload_multiple": "success, as JSON",
    "wagtailimages:delete_upload_multiple": "success, as JSON",
    "wagtailimages:delete_multiple": "success, as JSON",
    "wagtaildocs:delete_multiple": "success, as JSON",
}
