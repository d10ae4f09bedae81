"""What mailing tools call the columns that they know; other columns keep their own headings.

Sources: the tools' own help pages on importing contacts (Mailchimp, *Format guidelines for your import file*; Klaviyo,
*How to create and add subscribers to a new list*; HubSpot, *Set up your import file*).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class MailingTool:
    """A tool that sends to a list of customers.

    Attributes
    ----------
    name : str
        As on the command line.
    label : str
    email, first_name, last_name, phone : str
        Headings that it knows.
    tag : str or None
        Heading of a column of tags, which the segment's name becomes; None where it has none.
    """

    name: str
    label: str
    email: str
    first_name: str
    last_name: str
    phone: str
    tag: str | None = None


MAILING_TOOLS = {
    tool.name: tool
    for tool in (
        MailingTool(
            "mailchimp", "Mailchimp", "Email Address", "First Name", "Last Name", "Phone Number", "Tags"
        ),
        MailingTool("klaviyo", "Klaviyo", "Email", "First Name", "Last Name", "Phone Number"),
        MailingTool("hubspot", "HubSpot", "Email", "First Name", "Last Name", "Phone Number"),
    )
}
