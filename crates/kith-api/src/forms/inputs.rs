//! One question as HTML.

use std::fmt::Write;

use kith_app::modules::marketing::form::{FILES, FileRules, Question};
use kith_model::{FieldError, FieldSpec, FieldType};

use super::choices;
use super::page::escape;
use super::words::Words;

/// What a visitor has typed, by the name of the input.
pub(super) type Typed<'a> = &'a [(String, String)];

fn first<'a>(typed: Typed<'a>, name: &str) -> &'a str {
    typed.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
}

/// What browsers and password managers fill in by themselves.
fn autocomplete(field: &str) -> &'static str {
    match field {
        "requester_name" => "name",
        "requester_email" => "email",
        "first_name" => "given-name",
        "last_name" => "family-name",
        "company_name" => "organization",
        "job_title" => "organization-title",
        "email" => "email",
        "phone" => "tel",
        "location" => "address-level2",
        "region" => "address-level1",
        _ => "off",
    }
}

/// Writes the question for files. No browser puts them back into a page that comes again, so `again` says to choose
/// them once more. The script looks at their sizes before anything is sent.
pub(super) fn write_files(out: &mut String, words: &Words, rules: &FileRules, error: Option<&FieldError>, again: bool) {
    let (most, size) = (rules.most.to_string(), rules.largest_in_words());
    let fill = |text: &str| escape(&text.replace("{most}", &most).replace("{size}", &size));
    let help = fill(words.attach_help) + if again { " " } else { "" } + if again { words.attach_again } else { "" };
    let said = error.map(|error| fill(words.file_error(error.code)));
    let _ = write!(
        out,
        "<div class=\"field\"><label for=\"files\">{} <span class=\"optional\">({})</span></label>\
         <input id=\"files\" type=\"file\" name=\"{FILES}\" multiple aria-describedby=\"hf ef\"{} data-most=\"{most}\" \
         data-largest=\"{}\" data-many=\"{}\" data-large=\"{}\"><p class=\"help\" id=\"hf\">{help}</p>\
         <p class=\"error\" id=\"ef\" role=\"alert\"{}>{}</p></div>",
        words.attach,
        words.optional,
        if said.is_some() { " aria-invalid=\"true\" autofocus" } else { "" },
        rules.largest,
        fill(words.too_many),
        fill(words.too_big),
        if said.is_some() { "" } else { " hidden" },
        said.unwrap_or_default(),
    );
}

/// Writes a question with its label, hint, input and error. `n` tells the questions of a page apart.
pub(super) fn write(
    out: &mut String,
    words: &Words,
    n: usize,
    (question, spec): &(Question, FieldSpec),
    typed: Typed<'_>,
    error: Option<&FieldError>,
    focus: bool,
) {
    let name = escape(&question.field);
    let own = question.label.as_deref().filter(|label| !label.trim().is_empty());
    let label = escape(own.or_else(|| words.label(&question.field)).unwrap_or(&spec.label));
    let optional = if question.required {
        String::new()
    } else {
        format!(" <span class=\"optional\">({})</span>", words.optional)
    };
    let own_help = question.help.as_deref().filter(|help| !help.trim().is_empty());
    let help = own_help.or((spec.ty == FieldType::TextList).then_some(words.commas));
    let mut about = Vec::new();
    if help.is_some() {
        about.push(format!("h{n}"));
    }
    if error.is_some() {
        about.push(format!("e{n}"));
    }
    let mut state = String::new();
    if !about.is_empty() {
        let _ = write!(state, " aria-describedby=\"{}\"", about.join(" "));
    }
    if error.is_some() {
        state.push_str(" aria-invalid=\"true\"");
    }
    let needed = if question.required { " required" } else { "" };
    let focus = if focus { " autofocus" } else { "" };
    let help = help.map(|help| format!("<p class=\"help\" id=\"h{n}\">{}</p>", escape(help))).unwrap_or_default();
    let error =
        error.map(|e| format!("<p class=\"error\" id=\"e{n}\">{}</p>", words.error(e.code))).unwrap_or_default();
    let value = first(typed, &question.field);
    let _ = match spec.ty {
        FieldType::Boolean => {
            let checked = if value.is_empty() { "" } else { " checked" };
            write!(
                out,
                "<div class=\"field\"><label class=\"tick\"><input type=\"checkbox\" name=\"{name}\" value=\"true\"\
                 {checked}{needed}{state}{focus}><span>{label}{optional}</span></label>{help}{error}</div>"
            )
        }
        FieldType::MultiSelect => {
            let mut boxes = String::new();
            for option in &spec.options {
                let checked = typed.iter().any(|(key, value)| *key == question.field && *value == option.value);
                let _ = write!(
                    boxes,
                    "<label class=\"tick\"><input type=\"checkbox\" name=\"{name}\" value=\"{}\"{}><span>{}</span></label>",
                    escape(&option.value),
                    if checked { " checked" } else { "" },
                    escape(choices::label(words, spec, option))
                );
            }
            write!(
                out,
                "<fieldset class=\"field\"{state}><legend>{label}{optional}</legend>{help}{boxes}{error}</fieldset>"
            )
        }
        FieldType::Select => {
            let mut options = format!("<option value=\"\">{}</option>", words.choose);
            for option in &spec.options {
                let chosen = if option.value == value { " selected" } else { "" };
                let (value, label) = (escape(&option.value), escape(choices::label(words, spec, option)));
                let _ = write!(options, "<option value=\"{value}\"{chosen}>{label}</option>");
            }
            write!(
                out,
                "<div class=\"field\"><label for=\"q{n}\">{label}{optional}</label>\
                 <select id=\"q{n}\" name=\"{name}\"{needed}{state}{focus}>{options}</select>{help}{error}</div>"
            )
        }
        FieldType::LongText => write!(
            out,
            "<div class=\"field\"><label for=\"q{n}\">{label}{optional}</label>\
             <textarea id=\"q{n}\" name=\"{name}\" rows=\"4\"{needed}{state}{focus}>\n{}</textarea>{help}{error}</div>",
            escape(value)
        ),
        ty => {
            let (kind, extra) = match ty {
                FieldType::Email => ("email", ""),
                FieldType::Phone => ("tel", ""),
                // A bare domain is fine, which a browser's own check would refuse.
                FieldType::Url => ("text", " inputmode=\"url\""),
                FieldType::Integer => ("text", " inputmode=\"numeric\""),
                FieldType::Number => ("text", " inputmode=\"decimal\""),
                FieldType::Date => ("date", ""),
                _ => ("text", ""),
            };
            write!(
                out,
                "<div class=\"field\"><label for=\"q{n}\">{label}{optional}</label>\
                 <input id=\"q{n}\" type=\"{kind}\" name=\"{name}\" value=\"{}\" autocomplete=\"{}\"\
                 {extra}{needed}{state}{focus}>{help}{error}</div>",
                escape(value),
                autocomplete(&question.field)
            )
        }
    };
}
