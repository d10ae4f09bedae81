"""Words for types of columns and how their cells were read."""

from segdesk.engine.data.finding import word, wording, wording_n

word(
    "schema",
    decimal_mark_unsure=wording(
        "“{column}”: “{example}” could be read with either mark; it was read as {number}. Set the decimal "
        "mark if this is wrong."
    ),
    several_currencies=wording("“{column}” holds several currencies: {units}."),
    several_measures=wording(
        "“{column}” is counted in several ways ({units}); all of it was brought to {unit}, and what can't be counts "
        "as missing."
    ),
    durations=wording("“{column}” holds spans of hours, minutes and seconds, which were counted as {unit}."),
    shares_beside_percentages=wording_n(
        "“{column}”: {n} cell without a percent sign is a share of one, “{example}”, and was read as {number}%.",
        "“{column}”: {n} cells without a percent sign are shares of one, such as “{example}”, and were read as "
        "percentages, here {number}%.",
    ),
    bare_beside_percentages=wording_n(
        "“{column}”: {n} cell lacks the percent sign that others have, “{example}”, and was read as {number}%.",
        "“{column}”: {n} cells lack the percent sign that others have, such as “{example}”, and were read as "
        "percentages, here {number}%.",
    ),
    date_order_unsure=wording(
        "“{column}”: no day is above 12, so that “{example}” could be day or month first; it was read "
        "{order}. Set the date order if this is wrong."
    ),
    day_first=wording("day first"),
    month_first=wording("month first"),
    spellings_merged=wording_n(
        "“{column}”: {n} value is written in several ways, such as “{other}” for “{level}”; each counts "
        "once.",
        "“{column}”: {n} values are written in several ways, such as “{other}” for “{level}”; each counts "
        "once.",
    ),
    not_a_number=wording_n(
        "“{column}”: {n} cell is no number and counts as missing: “{example}”.",
        "“{column}”: {n} cells are no number and count as missing, such as “{example}”.",
    ),
    codes_shortened=wording_n(
        "“{column}”: {n} cell is a code that a spreadsheet program shortened, “{example}”: its last digits are lost. "
        "Export the file again with this column as text.",
        "“{column}”: {n} cells are codes that a spreadsheet program shortened, such as “{example}”: their last digits "
        "are lost. Export the file again with this column as text.",
    ),
    stand_in_days=wording_n(
        "“{column}”: {n} cell says “{example}”, which stands for no date, and counts as missing.",
        "“{column}”: {n} cells say “{example}” or the like, which stands for no date, and count as missing.",
    ),
    stand_in_number=wording_n(
        "“{column}”: {n} cell says {number}, which often stands for no answer; it counts as a number. Empty it in the "
        "file if it is none.",
        "“{column}”: {n} cells say {number}, which often stands for no answer; they count as numbers. Empty them in "
        "the file if they are none.",
    ),
    not_a_date=wording_n(
        "“{column}”: {n} cell is no date and counts as missing: “{example}”.",
        "“{column}”: {n} cells are no date and count as missing, such as “{example}”.",
    ),
    not_yes_or_no=wording_n(
        "“{column}”: {n} cell is no yes or no and counts as missing: “{example}”.",
        "“{column}”: {n} cells are no yes or no and count as missing, such as “{example}”.",
    ),
    dates_written_anew=wording(
        "“{column}” is not written alike in all files; its dates were written anew, the year first."
    ),
    numbers_written_anew=wording(
        "“{column}” is not written alike in all files; its numbers were written anew with a decimal point."
    ),
    source_heading=wording("the heading says that these tell where the rows came from"),
    all_empty=wording("every cell is empty"),
    stored_dates=wording("the file stores dates"),
    stored_booleans=wording("the file stores true and false"),
    postal_heading=wording("the heading says that these are postal codes, which are no amounts"),
    own_key_heading=wording("the heading says that these identify customers or orders"),
    two_values=wording("there are just two values, “{yes}” and “{no}”"),
    ticked_cells=wording("cells are ticked with “{yes}” or left empty"),
    dates=wording("the values are dates"),
    leading_zeros=wording("numbers with leading zeros are codes, not amounts"),
    too_long_for_amounts=wording("the numbers are too long to be amounts, so they are codes"),
    key_heading_of_numbers=wording("the heading says that this is a key"),
    key_heading_with_few_values=wording("the heading says that this is a key, with few different values"),
    own_number_per_row=wording("each row has its own whole number, and the heading names a key"),
    row_count=wording("the values just count the rows"),
    code_heading=wording("the heading says that these numbers are codes, which are no amounts"),
    kind_heading=wording("the heading says that these {n} numbers stand for kinds, which are no amounts"),
    months_as_numbers=wording("these numbers are years with months, which are no amounts"),
    not_understood=wording(
        "“{column}” is not understood as numbers or dates, such as “{first}” and “{second}”, and forms no segments. "
        "Write its cells in one way in the file, or say what it holds: --type COLUMN=number."
    ),
    stored_numbers=wording("the file stores numbers"),
    nearly_all_numbers=wording("nearly every value is a number"),
    numbers_with_unit=wording("every value is a number, written with “{unit}”"),
    decimal_comma=wording("every value is a number, written with a decimal comma"),
    thousands_marks=wording("every value is a number, written with a mark between thousands"),
    numbers=wording("every value is a number"),
    no_value=wording("no cell holds a value"),
    own_code_per_row=wording("each row has its own code"),
    codes_under_key_heading=wording("the values are codes, and the heading names a key"),
    key_heading=wording("the heading says that this is a key"),
    long_texts=wording("the values are long texts"),
    nearly_own_text_per_row=wording("nearly every row has its own text"),
    one_value=wording("every row has the same value"),
    few_words=wording("the values are {n} different words"),
    emails=wording("these are e-mail addresses"),
    bank_accounts=wording("these are bank accounts (IBAN)"),
    phone_numbers=wording("these are phone numbers"),
    people_heading=wording("the heading says that these are names of people"),
    names_heading=wording("the heading says that these are names"),
    settled_beforehand=wording("the type was settled beforehand"),
)
