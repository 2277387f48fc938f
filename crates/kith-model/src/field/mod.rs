//! Typed constants for the fields of a record kind, and their declarations.

use std::marker::PhantomData;

use crate::{Condition, Date, Filter, Id, Op, Operand, Timestamp};

pub mod markers;
mod types;

pub use types::FieldType;

/// The group of fields that are not for people.
pub(crate) const INTERNAL: &str = "internal";
/// The group of fields that no answer carries.
pub(crate) const SECRET: &str = "secret";

/// One choice of a select.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OptionDef {
    /// The stored value, snake case.
    pub value: &'static str,
    /// The English label.
    pub label: &'static str,
    /// One of the tag hues: gray, red, orange, amber, green, teal, blue, indigo, purple, pink.
    pub color: &'static str,
}

/// The declaration of a field: data only.
#[derive(Clone, Copy, Debug)]
pub struct FieldDef {
    /// The key in bodies; also the column's name.
    pub key: &'static str,
    /// The English label.
    pub label: &'static str,
    /// What it holds.
    pub ty: FieldType,
    /// Whether a record without it is refused.
    pub required: bool,
    /// Whether only the server sets it.
    pub read_only: bool,
    /// Whether lists can filter by it.
    pub filterable: bool,
    /// Whether lists can sort by it.
    pub sortable: bool,
    /// Whether its words are in the search index.
    pub searchable: bool,
    /// Whether aggregates may sum it or group by it.
    pub aggregatable: bool,
    /// The longest text in characters, or the most entries of a list.
    pub max_length: u32,
    /// The least number.
    pub min: Option<i64>,
    /// The greatest number.
    pub max: Option<i64>,
    /// Choices of a select.
    pub options: &'static [OptionDef],
    /// The kind a reference points to.
    pub target: Option<&'static str>,
    /// Whether what it points to has no say in who reads the record.
    pub aside: bool,
    /// The heading it stands under on the record's page.
    pub group: &'static str,
    /// The value a new record gets where none is given: a select's value, `true`, a number; `me`
    /// for a reference to the user who creates it.
    pub default: Option<&'static str>,
}

impl FieldDef {
    /// Whether it is kept for programs alone and no screen shows it.
    pub fn is_internal(&self) -> bool {
        self.group == INTERNAL || self.is_secret()
    }

    /// Whether no answer carries it.
    pub fn is_secret(&self) -> bool {
        self.group == SECRET
    }
}

/// A field with the Rust type of its values, so that rules are checked by the compiler.
pub struct Field<T> {
    def: FieldDef,
    marker: PhantomData<fn() -> T>,
}

macro_rules! constructors {
    ($($(#[$doc:meta])* $name:ident($marker:ident, $ty:ident, $len:expr);)*) => {$(
        impl Field<markers::$marker> {
            $(#[$doc])*
            pub const fn $name(key: &'static str, label: &'static str) -> Self {
                Field::with(key, label, FieldType::$ty, $len)
            }
        }
    )*};
}

constructors! {
    /// One line of text, at most 200 characters unless said otherwise.
    text(Text, Text, 200);
    /// Several lines of plain text.
    long_text(Text, LongText, 10_000);
    /// Markdown.
    markdown(Text, Markdown, 50_000);
    /// An e-mail address.
    email(Text, Email, 254);
    /// A phone number, kept as typed and as E.164.
    phone(Text, Phone, 40);
    /// An absolute http or https address, or a bare domain.
    url(Text, Url, 2_000);
    /// A whole number.
    integer(Integer, Integer, 0);
    /// A number with a fraction.
    number(Number, Number, 0);
    /// An amount in a currency.
    money(Money, Money, 0);
    /// A calendar day.
    date(Date, Date, 0);
    /// A moment.
    datetime(DateTime, DateTime, 0);
    /// Yes or no.
    boolean(Boolean, Boolean, 0);
    /// A list of texts.
    text_list(Texts, TextList, 20);
    /// A postal address.
    address(Json, Address, 500);
    /// Free JSON, checked by the kind's rules.
    json(Json, Json, 100_000);
    /// A link to a record of any kind.
    record(Link, Record, 0);
}

impl Field<markers::Text> {
    /// One of a fixed list of choices.
    pub const fn select(key: &'static str, label: &'static str, options: &'static [OptionDef]) -> Self {
        let mut field = Field::with(key, label, FieldType::Select, 60);
        field.def.options = options;
        field.def.aggregatable = true;
        field
    }
}

impl Field<markers::Texts> {
    /// Several of a fixed list of choices.
    pub const fn multi_select(key: &'static str, label: &'static str, options: &'static [OptionDef]) -> Self {
        let mut field = Field::with(key, label, FieldType::MultiSelect, 50);
        field.def.options = options;
        field
    }
}

impl Field<markers::Ref> {
    /// A reference to a record of one kind, named by its key.
    pub const fn reference(key: &'static str, label: &'static str, target: &'static str) -> Self {
        let mut field = Field::with(key, label, FieldType::Reference, 0);
        field.def.target = Some(target);
        field.def.aggregatable = true;
        field
    }
}

impl Field<markers::Ref> {
    /// It only tells where the record comes from: who may not read what it points to may read the
    /// record all the same.
    pub const fn aside(mut self) -> Self {
        self.def.aside = true;
        self
    }
}

impl Field<markers::Refs> {
    /// References to records of one kind.
    pub const fn references(key: &'static str, label: &'static str, target: &'static str) -> Self {
        let mut field = Field::with(key, label, FieldType::References, 100);
        field.def.target = Some(target);
        field
    }
}

impl<T> Field<T> {
    const fn with(key: &'static str, label: &'static str, ty: FieldType, max_length: u32) -> Self {
        let def = FieldDef {
            key,
            label,
            ty,
            required: false,
            read_only: false,
            filterable: true,
            sortable: false,
            searchable: false,
            aggregatable: matches!(ty, FieldType::Money | FieldType::Integer | FieldType::Number | FieldType::Boolean),
            max_length,
            min: None,
            max: None,
            options: &[],
            target: None,
            aside: false,
            group: "details",
            default: None,
        };
        Field { def, marker: PhantomData }
    }

    /// A record without it is refused.
    pub const fn required(mut self) -> Self {
        self.def.required = true;
        self
    }

    /// Only the server sets it.
    pub const fn read_only(mut self) -> Self {
        self.def.read_only = true;
        self
    }

    /// Lists can sort by it. Needs an index in the migration where the kind grows large.
    pub const fn sortable(mut self) -> Self {
        self.def.sortable = true;
        self
    }

    /// Its words are in the search index.
    pub const fn searchable(mut self) -> Self {
        self.def.searchable = true;
        self
    }

    /// Lists cannot filter by it.
    pub const fn unfilterable(mut self) -> Self {
        self.def.filterable = false;
        self
    }

    /// The longest text in characters, or the most entries of a list.
    pub const fn max_length(mut self, characters: u32) -> Self {
        self.def.max_length = characters;
        self
    }

    /// The least and the greatest number, both allowed.
    pub const fn range(mut self, min: i64, max: i64) -> Self {
        self.def.min = Some(min);
        self.def.max = Some(max);
        self
    }

    /// The heading it stands under on the record's page.
    pub const fn group(mut self, group: &'static str) -> Self {
        self.def.group = group;
        self
    }

    /// Kept by Kith for itself: programs may read it and lists sort by it, but no screen, export or
    /// history shows it.
    pub const fn internal(mut self) -> Self {
        self.def.group = INTERNAL;
        self.def.read_only = true;
        self
    }

    /// Internal, and in no answer either: only Kith's own rules and jobs read it.
    pub const fn secret(mut self) -> Self {
        self.def.group = SECRET;
        self.def.read_only = true;
        self
    }

    /// The value of a new record where none is given.
    pub const fn default(mut self, value: &'static str) -> Self {
        self.def.default = Some(value);
        self
    }

    /// The declaration.
    pub const fn def(&self) -> FieldDef {
        self.def
    }

    /// The key in bodies; also the column's name.
    pub const fn key(&self) -> &'static str {
        self.def.key
    }

    fn condition(&self, op: Op, operand: Operand) -> Filter {
        Filter::Is(Condition { field: self.def.key.to_owned(), op, operand })
    }

    /// Records in which it is empty.
    pub fn is_empty(&self) -> Filter {
        self.condition(Op::Empty, Operand::None)
    }
}

impl Field<markers::Text> {
    /// Records in which it equals a text, case and accents ignored (a select: exactly).
    pub fn equals(&self, text: &str) -> Filter {
        self.condition(Op::Eq, Operand::One(text.into()))
    }

    /// Records in which it contains a text, case and accents ignored.
    pub fn contains(&self, text: &str) -> Filter {
        self.condition(Op::Contains, Operand::One(text.into()))
    }
}

impl Field<markers::Integer> {
    /// Records in which it is greater.
    pub fn gt(&self, n: i64) -> Filter {
        self.condition(Op::Gt, Operand::One(n.into()))
    }
}

impl Field<markers::Ref> {
    /// Records in which it points to `id`.
    pub fn is(&self, id: Id) -> Filter {
        self.condition(Op::Eq, Operand::One(id.to_string().into()))
    }
}

impl Field<markers::Date> {
    /// Records in which it lies before a day.
    pub fn before(&self, day: Date) -> Filter {
        self.condition(Op::Before, Operand::One(day.to_string().into()))
    }
}

impl Field<markers::DateTime> {
    /// Records in which it lies before a moment.
    pub fn before(&self, moment: Timestamp) -> Filter {
        self.condition(Op::Before, Operand::One(moment.to_string().into()))
    }
}
