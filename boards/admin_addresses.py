"""Which of Wagtail's screens are open to the officers of a body, and which to nobody at all.

Read it as a list of what an editor of a body's pages and a keeper of its documents needs. What is
not here stays with the administrators of the portal. docs/access.md says why.
"""

from __future__ import annotations

from boards.admin_guards import (
    any_type_of_page,
    own_document,
    own_editing_session,
    own_image,
    own_page,
    own_page_below_the_front,
    own_rows_in_bulk,
    own_upload,
    page_being_edited,
    page_on_the_way,
)
from portal.admin_addresses import (
    Audience,
    close_address,
    close_namespace,
    open_address,
    open_namespace,
)


def register_admin_addresses() -> None:
    """Fill the table of the gate; called once at start-up."""
    _signing_in()
    _own_account()
    _pages()
    _page_chooser()
    _documents()
    _images()
    open_namespace("desk", "programme", "bodies", "meetings", "jobs", "disclosure")
    open_namespace("disposal", "incidents", "sources", "actions", "action_logs")
    _closed_to_all()


def _signing_in() -> None:
    open_address(
        "wagtailadmin_login",
        "wagtailadmin_password_reset",
        "wagtailadmin_password_reset_done",
        "wagtailadmin_password_reset_complete",
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
        to=Audience.EVERYONE,
    )
    open_address(
        "wagtailadmin_password_reset_confirm", to=Audience.EVERYONE, harmless="uidb64 token"
    )


def _own_account() -> None:
    open_address(
        "wagtailadmin_home",
        "wagtailadmin_account",
        "wagtailadmin_logout",
        "wagtailadmin_dismissibles",
        "wagtailadmin_reports:site_history",
        "wagtailadmin_reports:site_history_results",
    )


def _pages() -> None:
    pages = "wagtailadmin_pages:"
    open_address("wagtailadmin_explore_root", f"{pages}search", f"{pages}search_results")
    open_address("wagtailadmin_explore", "wagtailadmin_explore_results", guards=[page_on_the_way()])
    open_address(f"{pages}add_subpage", guards=[own_page("parent_page_id")])
    open_address(
        f"{pages}add",
        f"{pages}preview_on_add",
        guards=[own_page("parent_page_id")],
        harmless="content_type_app_name content_type_model_name",
    )
    open_address(
        *(pages + name for name in ("edit", "preview_on_edit", "view_draft", "usage")),
        *(pages + name for name in ("history", "history_results", "revisions_index")),
        guards=[own_page()],
    )
    # A revision is looked for among those of the page, so its number can name no other page's.
    open_address(
        *(pages + name for name in ("revisions_view", "revisions_revert", "revisions_unschedule")),
        guards=[own_page()],
        harmless="revision_id",
    )
    open_address(
        f"{pages}revisions_compare",
        guards=[own_page("pk")],
        harmless="revision_id_a revision_id_b",
    )
    open_address(f"{pages}delete", f"{pages}unpublish", guards=[own_page_below_the_front()])
    open_address("wagtailadmin_editing_sessions:ping", guards=[page_being_edited()])
    open_address("wagtailadmin_editing_sessions:release", guards=[own_editing_session()])


def _page_chooser() -> None:
    chooser = "wagtailadmin_choose_page"
    open_address(chooser, f"{chooser}_search", guards=[any_type_of_page()])
    open_address(f"{chooser}_child", guards=[page_on_the_way(), any_type_of_page()])
    kinds = ("external_link", "email_link", "phone_link", "anchor_link")
    open_address(*(f"{chooser}_{kind}" for kind in kinds))


def _documents() -> None:
    docs, chooser = "wagtaildocs:", "wagtaildocs_chooser:"
    open_address(*(docs + name for name in ("index", "index_results", "add", "add_multiple")))
    open_address(
        *(docs + name for name in ("edit", "delete", "document_usage")), guards=[own_document()]
    )
    open_address(
        *(docs + name for name in ("edit_multiple", "delete_multiple")),
        guards=[own_document("doc_id")],
    )
    open_address(
        f"{docs}create_multiple_from_uploaded_document",
        f"{docs}delete_upload_multiple",
        guards=[own_upload()],
    )
    open_address(*(chooser + name for name in ("choose", "choose_results", "create")))
    open_address(f"{chooser}chosen", guards=[own_document("pk")])


def _images() -> None:
    images, chooser = "wagtailimages:", "wagtailimages_chooser:"
    open_address(*(images + name for name in ("index", "index_results", "add", "add_multiple")))
    open_address(
        *(images + name for name in ("edit", "delete", "image_usage")),
        *(images + name for name in ("edit_multiple", "delete_multiple")),
        guards=[own_image()],
    )
    open_address(
        f"{images}create_multiple_from_uploaded_image",
        f"{images}delete_upload_multiple",
        guards=[own_upload()],
    )
    open_address(*(chooser + name for name in ("choose", "choose_results", "create")))
    open_address(f"{chooser}chosen", guards=[own_image("pk")])
    open_address(f"{chooser}select_format", guards=[own_image()])
    open_address("wagtail_bulk_action", guards=[own_rows_in_bulk()])


def _closed_to_all() -> None:
    """Screens that would undo what the portal keeps in step, or show records past the roles."""
    close_namespace(
        "wagtailadmin_workflows",  # the state tables do this work
        "wagtailusers_groups",  # derived from the roles
        "wagtailadmin_collections",  # derived from the bodies
        "wagtailadmin_api:documents",  # lists the documents of all bodies
        "wagtailadmin_api:images",
        "wagtailembeds",  # nothing of another site is shown
    )
    close_address(
        "wagtailadmin_reports:workflow",
        "wagtailadmin_reports:workflow_results",
        "wagtailadmin_reports:workflow_tasks",
        "wagtailadmin_reports:workflow_tasks_results",
        "wagtailadmin_api:pages:action",  # these two publish past the disclosure gate
        "wagtailadmin_pages:copy",
        "wagtailadmin_pages:workflow_action",
        "wagtailadmin_pages:collect_workflow_action_data",
        "wagtailadmin_pages:confirm_workflow_cancellation",
        "wagtailadmin_pages:workflow_preview",
        "wagtailadmin_pages:workflow_history",
        "wagtailadmin_pages:workflow_history_detail",
        "wagtailadmin_choose_page_chosen_multiple",
        "wagtaildocs_chooser:chosen_multiple",
        "wagtailimages_chooser:chosen_multiple",
        "wagtailimages:preview",  # streams a picture past the log
        "wagtailimages:url_generator",  # renditions have no address of their own
        "wagtailimages:url_generator_output",
        "wagtailadmin_tag_autocomplete",  # tags know no body
        "wagtailadmin_tag_model_autocomplete",
        "wagtailadmin_error_test",
        # What readers search for is not kept, so there is nothing to choose from or to report.
        "wagtailsearchpromotions:chooser",
        "wagtailsearchpromotions:chooserresults",
        "wagtailsearchpromotions:search_terms",
        "wagtailsearchpromotions:search_terms_results",
    )
