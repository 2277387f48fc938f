//! Which field a column is, from its heading.

use kith_model::{Schema, fold};

use super::target::Target;

/// Headings as people write them, in English, German and Hindi, without blanks and signs. Where a kind
/// lacks the first field, the next is tried.
const SYNONYMS: &[(&[&str], &[&str])] = &[
    (&["email"], &["email", "emailaddress", "mail", "emailadresse", "mailadresse", "emailid", "ईमेल", "ईमेलपता"]),
    (&["first_name"], &["firstname", "givenname", "forename", "fname", "vorname", "पहलानाम", "प्रथमनाम"]),
    (&["last_name"], &["lastname", "surname", "familyname", "lname", "nachname", "familienname", "उपनाम", "अंतिमनाम"]),
    (
        &["full_name", "name"],
        &["name", "fullname", "contactname", "leadname", "ansprechpartner", "vollername", "नाम", "पूरानाम"],
    ),
    (
        &["company_id", "company_name", "name"],
        &[
            "company", "companyname", "organisation", "organization", "account", "accountname", "employer", "firma",
            "firmenname", "unternehmen", "कंपनी", "कम्पनी", "कंपनीकानाम",
        ],
    ),
    (
        &["phone"],
        &[
            "phone", "phonenumber", "telephone", "tel", "mobile", "mobilephone", "mobilenumber", "cell", "cellphone",
            "telefon", "telefonnummer", "handy", "handynummer", "mobil", "mobiltelefon", "फोन", "फ़ोन", "मोबाइल",
            "मोबाइलनंबर",
        ],
    ),
    (
        &["job_title"],
        &["jobtitle", "title", "position", "designation", "role", "funktion", "beruf", "stelle", "पद", "पदनाम"],
    ),
    (&["website", "domain"], &["website", "url", "web", "homepage", "webseite", "internetseite", "वेबसाइट"]),
    (&["industry"], &["industry", "sector", "branche", "उद्योग"]),
    (&["source"], &["source", "leadsource", "origin", "quelle", "herkunft", "स्रोत"]),
    (&["stage", "stage_id", "status"], &["stage", "status", "phase", "leadstatus", "dealstage", "चरण", "स्थिति"]),
    (
        &["owner_id", "assignee_id"],
        &["owner", "assignedto", "accountowner", "salesrep", "zustaendig", "zustandig", "verantwortlich", "स्वामी"],
    ),
    (
        &["description"],
        &[
            "description", "notes", "note", "comment", "comments", "remarks", "beschreibung", "notiz", "notizen",
            "bemerkung", "bemerkungen", "विवरण", "टिप्पणी",
        ],
    ),
    (
        &["amount", "annual_revenue"],
        &["amount", "value", "dealvalue", "revenue", "betrag", "wert", "summe", "umsatz", "राशि"],
    ),
    (&["amount_currency"], &["currency", "wahrung", "waehrung", "मुद्रा"]),
    (&["expected_close_on"], &["closedate", "expectedclose", "expectedclosedate", "abschlussdatum"]),
    (&["birthday"], &["birthday", "birthdate", "dateofbirth", "dob", "geburtstag", "geburtsdatum", "जन्मतिथि"]),
    (
        &["address.street", "location"],
        &["address", "street", "streetaddress", "anschrift", "adresse", "strasse", "पता"],
    ),
    (&["address.city", "location"], &["city", "town", "ort", "stadt", "location", "शहर"]),
    (
        &["address.postal_code"],
        &["zip", "zipcode", "postalcode", "postcode", "pincode", "pin", "plz", "postleitzahl", "पिनकोड"],
    ),
    (&["address.region", "region"], &["state", "province", "region", "bundesland", "राज्य"]),
    (&["address.country"], &["country", "land", "देश"]),
    (&["tags"], &["tags", "tag", "labels", "schlagworte", "schlagworter", "टैग"]),
    (&["score"], &["score", "leadscore", "rating", "bewertung"]),
];

/// A heading without case, accents, blanks and signs; vowel signs of other scripts stay.
fn bare(heading: &str) -> String {
    kith_model::tokens(heading).concat()
}

/// The field of each column; no field is guessed twice.
pub(super) fn guess(schema: &Schema, headings: &[String]) -> Vec<Option<String>> {
    let mut taken: Vec<String> = Vec::new();
    let mut out = Vec::with_capacity(headings.len());
    for heading in headings {
        let field = candidates(schema, heading).into_iter().find(|field| !taken.contains(field));
        taken.extend(field.clone());
        out.push(field);
    }
    out
}

fn candidates(schema: &Schema, heading: &str) -> Vec<String> {
    let exact = fold(heading);
    let bare = bare(heading);
    if bare.is_empty() {
        return Vec::new();
    }
    let usable = |field: &str| Target::find(schema, field).is_some();
    let mut out: Vec<String> = Vec::new();
    match Target::find(schema, &exact) {
        Some(Target::Named { spec, .. } | Target::Field(spec)) => out.push(spec.key),
        Some(_) => out.push(exact),
        None => {}
    }
    let own = schema.fields.iter().filter(|spec| !spec.read_only);
    let named = own.filter(|spec| {
        let key = spec.key.strip_prefix("custom.").unwrap_or(&spec.key);
        self::bare(&spec.label) == bare || self::bare(key) == bare
    });
    out.extend(named.map(|spec| spec.key.clone()).filter(|field| usable(field)));
    for (fields, words) in SYNONYMS {
        if words.contains(&bare.as_str()) {
            out.extend(fields.iter().filter(|field| usable(field)).map(|field| (*field).to_owned()));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use kith_catalog::{company, contact, deal, lead};
    use kith_model::RecordKind;

    use super::*;

    fn guesses(kind: &'static RecordKind, headings: &[&str]) -> Vec<String> {
        let headings: Vec<String> = headings.iter().map(|h| (*h).to_owned()).collect();
        let found = guess(&Schema::new(kind, Vec::new()), &headings);
        found.into_iter().map(|field| field.unwrap_or_else(|| "-".into())).collect()
    }

    #[test]
    fn headings_in_three_languages() {
        let english = guesses(&contact::KIND, &["First Name", "Surname", "E-Mail", "Mobile", "Company", "Shoe size"]);
        assert_eq!(english, ["first_name", "last_name", "email", "phone", "company_id", "-"]);
        let german = guesses(&contact::KIND, &["Vorname", "Nachname", "E-Mail-Adresse", "Handy", "Firma", "PLZ"]);
        assert_eq!(german, ["first_name", "last_name", "email", "phone", "company_id", "address.postal_code"]);
        let hindi = guesses(&contact::KIND, &["नाम", "ईमेल", "मोबाइल", "कंपनी"]);
        assert_eq!(hindi, ["full_name", "email", "phone", "company_id"]);
    }

    #[test]
    fn the_same_heading_means_what_the_kind_has() {
        assert_eq!(guesses(&lead::KIND, &["Company", "Name", "City"]), ["company_name", "full_name", "location"]);
        assert_eq!(guesses(&company::KIND, &["Company", "Website", "Name"]), ["name", "website", "-"]);
        assert_eq!(
            guesses(&deal::KIND, &["Name", "Value", "Currency", "Stage"]),
            ["name", "amount", "amount_currency", "stage_id"]
        );
    }

    #[test]
    fn two_columns_are_never_the_same_field() {
        assert_eq!(guesses(&contact::KIND, &["Email", "E-mail", "email"]), ["email", "-", "-"]);
    }
}
