//! What fields hold.

use crate::Op;

/// What a field holds; decides its columns, its operators, its editor and its check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are those of the API's table of field types")]
pub enum FieldType {
    Text,
    LongText,
    Markdown,
    Email,
    Phone,
    Url,
    Integer,
    Number,
    Money,
    Date,
    DateTime,
    Boolean,
    Select,
    MultiSelect,
    Reference,
    References,
    Record,
    TextList,
    Address,
    Json,
}

impl FieldType {
    /// Every type, in the order of the documentation.
    pub const ALL: [FieldType; 20] = [
        FieldType::Text,
        FieldType::LongText,
        FieldType::Markdown,
        FieldType::Email,
        FieldType::Phone,
        FieldType::Url,
        FieldType::Integer,
        FieldType::Number,
        FieldType::Money,
        FieldType::Date,
        FieldType::DateTime,
        FieldType::Boolean,
        FieldType::Select,
        FieldType::MultiSelect,
        FieldType::Reference,
        FieldType::References,
        FieldType::Record,
        FieldType::TextList,
        FieldType::Address,
        FieldType::Json,
    ];

    /// The name used in the API and in stored custom field definitions.
    pub fn name(self) -> &'static str {
        match self {
            FieldType::Text => "text",
            FieldType::LongText => "long_text",
            FieldType::Markdown => "markdown",
            FieldType::Email => "email",
            FieldType::Phone => "phone",
            FieldType::Url => "url",
            FieldType::Integer => "integer",
            FieldType::Number => "number",
            FieldType::Money => "money",
            FieldType::Date => "date",
            FieldType::DateTime => "datetime",
            FieldType::Boolean => "boolean",
            FieldType::Select => "select",
            FieldType::MultiSelect => "multi_select",
            FieldType::Reference => "reference",
            FieldType::References => "references",
            FieldType::Record => "record",
            FieldType::TextList => "text_list",
            FieldType::Address => "address",
            FieldType::Json => "json",
        }
    }

    /// The inverse of [`FieldType::name`].
    pub fn from_name(name: &str) -> Option<FieldType> {
        FieldType::ALL.into_iter().find(|ty| ty.name() == name)
    }

    /// Whether values are plain texts, compared in folded form.
    pub fn is_text(self) -> bool {
        use FieldType::*;
        matches!(self, Text | LongText | Markdown | Email | Phone | Url)
    }

    /// Whether values are lists.
    pub fn is_list(self) -> bool {
        matches!(self, FieldType::MultiSelect | FieldType::References | FieldType::TextList)
    }

    /// The filter operators that apply, as the API's table lists them.
    pub fn operators(self) -> &'static [Op] {
        use FieldType::*;
        match self {
            Text | LongText | Markdown | Email | Phone | Url => &[
                Op::Eq,
                Op::Ne,
                Op::Contains,
                Op::NotContains,
                Op::StartsWith,
                Op::EndsWith,
                Op::In,
                Op::NotIn,
                Op::Empty,
                Op::NotEmpty,
            ],
            Integer | Number | Money => {
                &[Op::Eq, Op::Ne, Op::Gt, Op::Gte, Op::Lt, Op::Lte, Op::Between, Op::Empty, Op::NotEmpty]
            }
            Date | DateTime => &[
                Op::Eq,
                Op::Before,
                Op::After,
                Op::OnOrBefore,
                Op::OnOrAfter,
                Op::Between,
                Op::InLastDays,
                Op::InNextDays,
                Op::Empty,
                Op::NotEmpty,
            ],
            Boolean => &[Op::Eq],
            Select | Reference => &[Op::Eq, Op::Ne, Op::In, Op::NotIn, Op::Empty, Op::NotEmpty],
            MultiSelect | References | TextList => &[Op::HasAny, Op::HasAll, Op::HasNone, Op::Empty, Op::NotEmpty],
            Record => &[Op::Eq, Op::In, Op::Empty, Op::NotEmpty],
            Address => &[Op::Contains, Op::Empty, Op::NotEmpty],
            Json => &[],
        }
    }
}
