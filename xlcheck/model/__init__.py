"""The small frozen things that travel between the layers.

Nothing here reads, writes or decides. Registries and ledgers are pandas frames (see
:mod:`xlcheck.schema.frames`); everything smaller than a table is one of these.
"""

from xlcheck.model.cells import FOREVER, CellValue, DropDown, ErrorValue, NoValue, Number, Percent, RawSheet
<<<<<<< HEAD
from xlcheck.model.collecting import Collected, Listed, Pack, Unit, UnitReport
=======
from xlcheck.model.document import Document, Grid, Heading, Lines, Paragraph
>>>>>>> 13fb3f5 (report: coverage, problems, charts by task, the year before, and a draft of the year's summary)
from xlcheck.model.draw import (
    Assignment,
    Attempt,
    Drawn,
    DrawRecord,
    DrawRequest,
    Entity,
    Exclusion,
    Inspector,
    Recusal,
    Seats,
    Source,
    StratumQuota,
)
from xlcheck.model.due import Due, Matter, Reminders, Tally, TaskDue, Urgency
from xlcheck.model.findings import (
    MOST_LISTED,
    Finding,
    Place,
    Trouble,
    XlcheckError,
    column_letters,
    column_number,
    finding,
)
from xlcheck.model.follow_up import FollowUp, History, Mending
from xlcheck.model.page import PAGE_COLUMNS, Difference, PrintCell, Role
from xlcheck.model.plan import Condition, Filter, PlanRow, Ratio, RatioKind, Relation, Scope, Window
from xlcheck.model.replacement import Replacement, Standing, Visit, Withdrawal
<<<<<<< HEAD
from xlcheck.model.results import Coverage, Deadline, Outlook, Publication, Retraction, TaskProgress, YearProgress
=======
from xlcheck.model.results import (
    Coverage,
    Deadline,
    Outlook,
    Publication,
    Reach,
    TaskProgress,
    Workload,
    YearBefore,
    YearProgress,
)
>>>>>>> 13fb3f5 (report: coverage, problems, charts by task, the year before, and a draft of the year's summary)
from xlcheck.model.settings import Category, Policy, Round, Settings

__all__ = [
    "FOREVER",
    "MOST_LISTED",
    "PAGE_COLUMNS",
    "Assignment",
    "Attempt",
    "Category",
    "CellValue",
    "Collected",
    "Condition",
    "Coverage",
    "Deadline",
    "Difference",
    "Document",
    "DrawRecord",
    "DrawRequest",
    "Drawn",
    "DropDown",
    "Due",
    "Entity",
    "ErrorValue",
    "Exclusion",
    "Filter",
    "Finding",
<<<<<<< HEAD
    "FollowUp",
    "History",
    "Inspector",
    "Listed",
=======
    "Grid",
    "Heading",
    "Inspector",
    "Lines",
>>>>>>> 13fb3f5 (report: coverage, problems, charts by task, the year before, and a draft of the year's summary)
    "Matter",
    "Mending",
    "NoValue",
    "Number",
    "Outlook",
<<<<<<< HEAD
    "Pack",
=======
    "Paragraph",
>>>>>>> 13fb3f5 (report: coverage, problems, charts by task, the year before, and a draft of the year's summary)
    "Percent",
    "Place",
    "PlanRow",
    "Policy",
    "PrintCell",
    "Publication",
    "Ratio",
    "RatioKind",
    "RawSheet",
    "Reach",
    "Recusal",
    "Relation",
    "Reminders",
    "Replacement",
    "Retraction",
    "Role",
    "Round",
    "Scope",
    "Seats",
    "Settings",
    "Source",
    "Standing",
    "StratumQuota",
    "Tally",
    "TaskDue",
    "TaskProgress",
    "Trouble",
    "Unit",
    "UnitReport",
    "Urgency",
    "Visit",
    "Window",
    "Withdrawal",
    "Workload",
    "XlcheckError",
    "YearBefore",
    "YearProgress",
    "column_letters",
    "column_number",
    "finding",
]
