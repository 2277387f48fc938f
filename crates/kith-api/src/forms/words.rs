//! The words around a form's own, in the languages of the user interface.

use kith_model::FieldCode;

/// A heading and a sentence.
type Said = (&'static str, &'static str);

/// Everything a form's page says by itself.
#[derive(Debug)]
pub(crate) struct Words {
    /// The language, for the page.
    pub language: &'static str,
    /// The button.
    pub send: &'static str,
    /// Behind the name of a field that may stay empty.
    pub optional: &'static str,
    /// Before the first choice of a list.
    pub choose: &'static str,
    /// Below a field that takes several entries.
    pub commas: &'static str,
    /// Above the form where something is wrong.
    pub look_again: &'static str,
    /// Where the page was open for too long.
    pub once_more: &'static str,
    /// Before a trap that people do not see.
    pub leave_empty: &'static str,
    /// The question for files.
    pub attach: &'static str,
    /// Below it: how many, and how large.
    pub attach_help: &'static str,
    /// Where the page comes again.
    pub attach_again: &'static str,
    /// More files than are taken.
    pub too_many: &'static str,
    /// One that is too large.
    pub too_big: &'static str,
    /// None can be taken.
    pub no_room: &'static str,
    /// Once it was sent.
    pub thanks: Said,
    /// The link to the page that follows.
    pub go_on: &'static str,
    /// There is no such form.
    pub gone: Said,
    /// Too many at once.
    pub busy: Said,
    /// More than fits.
    pub too_large: Said,
    /// Anything else.
    pub trouble: Said,
    errors: [&'static str; 8],
    fields: [&'static str; 20],
}

/// The fields of leads and tickets that [`Words::label`] knows, in the order of its words.
const FIELDS: [&str; 20] = [
    "first_name", "last_name", "company_name", "job_title", "email", "phone", "location", "industry", "region",
    "description", "interested_products", "company_size", "budget", "authority", "need", "timeline", "requester_name",
    "requester_email", "subject", "category",
];

impl Words {
    /// What is wrong with an answer.
    pub fn error(&self, code: FieldCode) -> &'static str {
        let [required, email, phone, url, date, number, long, other] = self.errors;
        match code {
            FieldCode::Required => required,
            FieldCode::InvalidEmail => email,
            FieldCode::InvalidPhone => phone,
            FieldCode::InvalidUrl => url,
            FieldCode::InvalidDate => date,
            FieldCode::WrongType | FieldCode::TooSmall | FieldCode::TooLarge => number,
            FieldCode::TooLong => long,
            _ => other,
        }
    }

    /// What is wrong with the files.
    pub fn file_error(&self, code: FieldCode) -> &'static str {
        match code {
            FieldCode::TooLong => self.too_many,
            FieldCode::TooLarge => self.too_big,
            _ => self.no_room,
        }
    }

    /// The name of a field of leads or tickets.
    pub fn label(&self, field: &str) -> Option<&'static str> {
        FIELDS.iter().position(|known| *known == field).map(|at| self.fields[at])
    }
}

/// The words of a language; English where it is not known.
pub(crate) fn words_of(language: &str) -> &'static Words {
    match language {
        "de" => &GERMAN,
        "hi" => &HINDI,
        _ => &ENGLISH,
    }
}

static ENGLISH: Words = Words {
    language: "en",
    send: "Send",
    optional: "optional",
    choose: "Please choose",
    commas: "Separate several with commas.",
    look_again: "Please look at the marked fields again.",
    once_more: "This page was open for a long time. Please send it once more.",
    leave_empty: "Leave this field empty",
    attach: "Attachments",
    attach_help: "Up to {most} files of {size} each.",
    attach_again: "Please choose them again.",
    too_many: "Please choose at most {most} files.",
    too_big: "Each file can have {size} at most.",
    no_room: "No files can be taken at the moment. Please send it without them.",
    thanks: ("Thank you", "We have received it and will be in touch."),
    go_on: "Continue",
    gone: ("This form is not available", "It may have been closed, or the address is not complete."),
    busy: ("A moment, please", "A lot has been sent from here just now. Please try again in a few minutes."),
    too_large: ("That is too much", "The form takes less text. Please go back and shorten it."),
    trouble: ("That did not work", "Please go back and try again in a moment."),
    errors: [
        "Please fill this in.",
        "Please enter an e-mail address such as name@example.com.",
        "Please enter a phone number with its area code.",
        "Please enter a web address such as example.com.",
        "Please enter a date.",
        "Please enter a number that fits.",
        "This is too long.",
        "Please check this.",
    ],
    fields: [
        "First name", "Last name", "Company", "Job title", "E-mail", "Phone", "Location", "Industry", "Region",
        "Message", "Interested in", "Company size", "Is there a budget?", "Do you decide?", "Is there a need?",
        "Is it soon?", "Name", "E-mail", "Subject", "What it is about",
    ],
};

static GERMAN: Words = Words {
    language: "de",
    send: "Senden",
    optional: "freiwillig",
    choose: "Bitte wählen",
    commas: "Mehrere durch Kommas trennen.",
    look_again: "Bitte sehen Sie sich die markierten Felder noch einmal an.",
    once_more: "Diese Seite war lange geöffnet. Bitte senden Sie sie noch einmal ab.",
    leave_empty: "Dieses Feld leer lassen",
    attach: "Anhänge",
    attach_help: "Bis zu {most} Dateien mit je {size}.",
    attach_again: "Bitte wählen Sie sie erneut aus.",
    too_many: "Bitte wählen Sie höchstens {most} Dateien aus.",
    too_big: "Jede Datei darf höchstens {size} groß sein.",
    no_room: "Im Moment können keine Dateien angenommen werden. Bitte senden Sie es ohne sie.",
    thanks: ("Vielen Dank", "Wir haben Ihre Angaben erhalten und melden uns."),
    go_on: "Weiter",
    gone: (
        "Dieses Formular ist nicht verfügbar",
        "Vielleicht wurde es geschlossen, oder die Adresse ist nicht vollständig.",
    ),
    busy: (
        "Einen Moment bitte",
        "Von hier wurde gerade sehr viel gesendet. Bitte versuchen Sie es in einigen Minuten erneut.",
    ),
    too_large: ("Das ist zu viel", "Das Formular nimmt weniger Text auf. Bitte gehen Sie zurück und kürzen Sie ihn."),
    trouble: ("Das hat nicht geklappt", "Bitte gehen Sie zurück und versuchen Sie es gleich noch einmal."),
    errors: [
        "Bitte ausfüllen.",
        "Bitte eine E-Mail-Adresse wie name@example.com angeben.",
        "Bitte eine Telefonnummer mit Vorwahl angeben.",
        "Bitte eine Webadresse wie example.com angeben.",
        "Bitte ein Datum angeben.",
        "Bitte eine passende Zahl angeben.",
        "Das ist zu lang.",
        "Bitte prüfen.",
    ],
    fields: [
        "Vorname", "Nachname", "Firma", "Position", "E-Mail", "Telefon", "Ort", "Branche", "Region", "Nachricht",
        "Interesse an", "Größe der Firma", "Gibt es ein Budget?", "Entscheiden Sie?", "Gibt es einen Bedarf?",
        "Ist es bald?", "Name", "E-Mail", "Betreff", "Worum es geht",
    ],
};

static HINDI: Words = Words {
    language: "hi",
    send: "भेजें",
    optional: "वैकल्पिक",
    choose: "कृपया चुनें",
    commas: "एक से अधिक को अल्पविराम से अलग करें।",
    look_again: "कृपया चिह्नित फ़ील्ड फिर से देखें।",
    once_more: "यह पेज बहुत देर से खुला था। कृपया इसे एक बार फिर भेजें।",
    leave_empty: "इसे खाली छोड़ें",
    attach: "अटैचमेंट",
    attach_help: "अधिकतम {most} फ़ाइलें, हर एक {size} तक।",
    attach_again: "कृपया उन्हें फिर से चुनें।",
    too_many: "कृपया अधिकतम {most} फ़ाइलें चुनें।",
    too_big: "हर फ़ाइल अधिकतम {size} की हो सकती है।",
    no_room: "अभी फ़ाइलें नहीं ली जा सकतीं। कृपया उनके बिना भेजें।",
    thanks: ("धन्यवाद", "हमें आपकी जानकारी मिल गई है और हम संपर्क करेंगे।"),
    go_on: "आगे बढ़ें",
    gone: ("यह फ़ॉर्म उपलब्ध नहीं है", "शायद यह बंद हो गया है या पता अधूरा है।"),
    busy: ("कृपया थोड़ा रुकें", "यहाँ से अभी बहुत कुछ भेजा गया है। कृपया कुछ मिनट बाद फिर कोशिश करें।"),
    too_large: ("यह बहुत ज़्यादा है", "फ़ॉर्म में इतना पाठ नहीं आता। कृपया वापस जाकर इसे छोटा करें।"),
    trouble: ("यह नहीं हो सका", "कृपया वापस जाकर थोड़ी देर में फिर कोशिश करें।"),
    errors: [
        "कृपया इसे भरें।",
        "कृपया name@example.com जैसा ईमेल पता लिखें।",
        "कृपया एरिया कोड सहित फ़ोन नंबर लिखें।",
        "कृपया example.com जैसा वेब पता लिखें।",
        "कृपया तारीख लिखें।",
        "कृपया सही संख्या लिखें।",
        "यह बहुत लंबा है।",
        "कृपया इसे जाँचें।",
    ],
    fields: [
        "पहला नाम",
        "उपनाम",
        "कंपनी",
        "पद",
        "ईमेल",
        "फ़ोन",
        "स्थान",
        "उद्योग",
        "क्षेत्र",
        "संदेश",
        "रुचि",
        "कंपनी का आकार",
        "क्या बजट है?",
        "क्या निर्णय आप लेते हैं?",
        "क्या ज़रूरत है?",
        "क्या यह जल्द है?",
        "नाम",
        "ईमेल",
        "विषय",
        "किस बारे में",
    ],
};
