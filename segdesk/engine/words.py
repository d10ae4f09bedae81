"""What types and roles of columns are called where a person reads them; programs read the enums' own values."""

from segdesk.engine.table import ColumnType, Role
from segdesk.messages import say

TYPE_WORDS = {
    ColumnType.NUMBER: say("number"),
    ColumnType.CATEGORY: say("category"),
    ColumnType.DATE: say("date"),
    ColumnType.YES_NO: say("yes/no"),
    ColumnType.TEXT: say("text"),
    ColumnType.IDENTIFIER: say("identifier"),
}

ROLE_WORDS = {
    Role.IDENTIFIER: say("identifier"),
    Role.SEGMENTATION: say("segmentation variable"),
    Role.DESCRIPTOR: say("descriptor variable"),
    Role.IGNORED: say("ignored"),
}
