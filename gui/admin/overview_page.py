"""What shoppers did: by product, by time, and which differences are real."""

from __future__ import annotations

from gui.admin.page import AdminPage


class OverviewPage(AdminPage):
    """The tallies of any range of days."""

    def title(self) -> str:
        return self.tr("Overview")
