"""The screens, by name; each is imported at its first visit."""

from collections.abc import Callable
from importlib import import_module

from desk.ui.context import Context
from desk.ui.page import Page


def _page(module: str, name: str) -> Callable[[Context], Page]:
    def make(context: Context) -> Page:
        page_class: type[Page] = getattr(import_module(f"desk.ui.pages.{module}"), name)
        return page_class(context)

    return make


PAGES: dict[str, Callable[[Context], Page]] = {
    "today": _page("today", "TodayPage"),
    "meetings": _page("meetings", "MeetingsPage"),
    "meeting": _page("meeting", "MeetingPage"),
    "rhythm": _page("rhythm", "RhythmPage"),
    "bin": _page("bin", "BinPage"),
    "report": _page("report", "ReportPage"),
    "report_preview": _page("report_preview", "ReportPreviewPage"),
    "register": _page("register", "RegisterPage"),
    "commune": _page("commune", "CommunePage"),
    "regards": _page("regards", "RegardsPage"),
    "sheet": _page("sheet", "SheetPage"),
    "comparison": _page("comparison", "ComparisonPage"),
    "guide": _page("guide", "GuidePage"),
    "practice": _page("practice", "PracticePage"),
    "guide_page": _page("guide_page", "FreePage"),
    "roles": _page("roles", "RolesPage"),
    "journey": _page("journey", "JourneyPage"),
    "calendar": _page("calendar", "CalendarPage"),
    "cdg": _page("cdg", "CdgPage"),
    "copies": _page("copies", "CopiesPage"),
    "erasing": _page("erasing", "ErasingPage"),
    "retention": _page("retention", "RetentionPage"),
    "guide_pack": _page("guide_pack", "GuidePackPage"),
}
