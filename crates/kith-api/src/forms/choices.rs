//! The choices that come with Kith, in the languages of the user interface.

use kith_model::{FieldSpec, OptionSpec};

use super::words::Words;

/// What is chosen, in German and in Hindi. A value means the same in every field that has it.
#[rustfmt::skip]
const CHOICES: &[(&str, &str, &str)] = &[
    ("agriculture", "Landwirtschaft", "कृषि"),
    ("construction", "Bau", "निर्माण"),
    ("consulting", "Beratung", "परामर्श"),
    ("education", "Bildung", "शिक्षा"),
    ("energy", "Energie", "ऊर्जा"),
    ("finance", "Finanzen", "वित्त"),
    ("food", "Lebensmittel", "खाद्य"),
    ("government", "Öffentliche Hand", "सरकार"),
    ("healthcare", "Gesundheit", "स्वास्थ्य"),
    ("hospitality", "Gastgewerbe", "आतिथ्य"),
    ("logistics", "Logistik", "लॉजिस्टिक्स"),
    ("manufacturing", "Fertigung", "विनिर्माण"),
    ("media", "Medien", "मीडिया"),
    ("non_profit", "Gemeinnützig", "गैर-लाभकारी"),
    ("real_estate", "Immobilien", "रियल एस्टेट"),
    ("retail", "Handel", "खुदरा"),
    ("technology", "Technik", "प्रौद्योगिकी"),
    ("telecom", "Telekommunikation", "दूरसंचार"),
    ("textiles", "Textilien", "वस्त्र"),
    ("other", "Andere", "अन्य"),
    ("201_1000", "201–1.000", "201–1,000"),
    ("1001_5000", "1.001–5.000", "1,001–5,000"),
    ("over_5000", "Über 5.000", "5,000 से अधिक"),
    ("yes", "Ja", "हाँ"),
    ("no", "Nein", "नहीं"),
    ("unknown", "Noch offen", "अभी पता नहीं"),
];

/// A choice in the language of the form. A workspace's own are in its own words.
pub(super) fn label<'a>(words: &Words, spec: &FieldSpec, option: &'a OptionSpec) -> &'a str {
    if spec.custom_key().is_some() {
        return &option.label;
    }
    let known = CHOICES.iter().find(|(value, ..)| *value == option.value);
    match (words.language, known) {
        ("de", Some((_, german, _))) => german,
        ("hi", Some((.., hindi))) => hindi,
        _ => &option.label,
    }
}

#[cfg(test)]
mod tests {
    use kith_catalog::lead::{AUTHORITY, BUDGET, COMPANY_SIZE, INDUSTRY, NEED, TIMELINE};

    use super::CHOICES;

    #[test]
    fn every_choice_that_a_form_can_ask_for_is_known() {
        for field in [&INDUSTRY, &COMPANY_SIZE, &BUDGET, &AUTHORITY, &NEED, &TIMELINE] {
            for option in field.def().options {
                let figures = option.label.chars().all(|c| c.is_ascii_digit() || c == '–');
                assert!(figures || CHOICES.iter().any(|(value, ..)| *value == option.value), "{}", option.value);
            }
        }
    }
}
