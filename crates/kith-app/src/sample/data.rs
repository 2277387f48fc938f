//! The sample records. The five leads are fixed: tours, guides and tests name them.

use kith_model::{Id, Timestamp};
use serde_json::{Map, Value as Json, json};

/// A sample record: its kind, a name other records refer to it by, and its body.
pub(super) struct Sample {
    pub kind: &'static str,
    pub name: &'static str,
    pub body: Map<String, Json>,
}

/// Refers to an earlier sample record by name; replaced by its id before it is written.
const REF: &str = "sample:";

/// The records in the order they have to be made. `stages` are the default pipeline's, in order.
pub(super) fn records(now: Timestamp, stages: &[Id], currency: &str) -> Vec<Sample> {
    let day = |days: i64| now.plus_seconds(days * 86_400);
    let on = |days: i64| day(days).date_in("UTC").to_string();
    let at = |days: i64| day(days).to_string();
    let stage = |n: usize| stages.get(n).map(Id::to_string);
    let money = |major: i64| json!({"amount": major * 100, "currency": currency});
    vec![
        sample("sequence", "nurture", nurture()),
        campaign(
            "launch-sprint-2025",
            "Launch Sprint 2025",
            "active",
            money(85_000),
            ("2025-04-01", "2025-04-30"),
            json!({
                "objective": "Promote new product features", "channel": "paid_ads", "actual_spend": money(61_500),
                "planned_leads": 300,
            }),
        ),
        campaign(
            "webinar-series-q2",
            "Webinar Series Q2",
            "planned",
            money(45_000),
            ("2025-05-10", "2025-05-24"),
            json!({
                "objective": "Capture leads via weekly webinars", "channel": "webinar", "planned_leads": 150,
            }),
        ),
        campaign(
            "festive-cashback-promo",
            "Festive Cashback Promo",
            "completed",
            money(110_000),
            ("2024-12-01", "2024-12-20"),
            json!({
                "objective": "Cashback for new customers before the holidays", "channel": "email",
                "actual_spend": money(104_200), "planned_leads": 400, "description": "420 leads generated.",
            }),
        ),
        company("techverse", "Techverse", "techverse.in", "technology", "51_200", "prospect"),
        company("finedge", "FinEdge", "finedge.co", "finance", "11_50", "lead"),
        company("retailworks", "Retailworks", "retailworks.in", "retail", "201_1000", "customer"),
        company("creativesutra", "Creative Sutra", "creativesutra.com", "media", "1_10", "former"),
        company("buildsmart", "Buildsmart", "buildsmart.in", "construction", "51_200", "prospect"),
        lead(
            "aarav",
            ("Aarav", "Sharma"),
            "Techverse",
            "aarav@techverse.in",
            "+91 98765 43120",
            "website",
            "launch-sprint-2025",
            "contacted",
            45,
        ),
        lead(
            "priya",
            ("Priya", "Menon"),
            "FinEdge",
            "priya.menon@finedge.co",
            "+91 98220 77551",
            "webinar",
            "webinar-series-q2",
            "new",
            20,
        ),
        lead(
            "rahul",
            ("Rahul", "Goyal"),
            "Retailworks",
            "rahul@retailworks.in",
            "+91 98110 22345",
            "referral",
            "festive-cashback-promo",
            "qualified",
            72,
        ),
        lead(
            "sneha",
            ("Sneha", "Kulkarni"),
            "Creative Sutra",
            "sneha@creativesutra.com",
            "+91 98980 11334",
            "email",
            "launch-sprint-2025",
            "lost",
            30,
        ),
        lead(
            "mohan",
            ("Mohan", "Rao"),
            "Buildsmart",
            "mohan.rao@buildsmart.in",
            "+91 97030 44221",
            "event",
            "webinar-series-q2",
            "contacted",
            55,
        ),
        contact(
            "pooja", "Pooja", "Sethi", "pooja.sethi@retailworks.in", "Head of Operations", "retailworks", "customer",
        ),
        contact(
            "neha", "Neha", "Bhatia", "neha.bhatia@retailworks.in", "Chief Financial Officer", "retailworks",
            "customer",
        ),
        contact("karan", "Karan", "Joshi", "karan@techverse.in", "Product Manager", "techverse", "prospect"),
        contact("lata", "Lata", "Pillai", "lata.pillai@buildsmart.in", "Project Lead", "buildsmart", "prospect"),
        product("till", "Store till licence", "TILL-1", "store", money(9_000), 18.0, "yearly"),
        product("scanner", "Barcode scanner", "SCAN-2", "piece", money(6_500), 18.0, "none"),
        product("rollout", "Rollout day on site", "DAY-1", "day", money(18_000), 18.0, "none"),
        product("course", "Safety course", "COURSE-1", "person", money(3_500), 12.0, "none"),
        product("care", "Support plan", "CARE-1", "month", money(20_000), 18.0, "monthly"),
        sample(
            "deal",
            "pos",
            json!({
                "name": "POS rollout, 24 stores", "company_id": "sample:retailworks", "contact_id": "sample:pooja",
                "stage_id": stage(2), "amount": money(1_860_000), "expected_close_on": on(18), "source": "referral",
                "next_step": "Send the revised quote", "competitors": ["Posify", "Tillpoint"],
            }),
        ),
        sample(
            "deal",
            "safety",
            json!({
                "name": "Site safety training", "company_id": "sample:buildsmart", "contact_id": "sample:lata",
                "stage_id": stage(1), "amount": money(420_000), "expected_close_on": on(32), "source": "event",
            }),
        ),
        sample(
            "deal",
            "setup",
            json!({
                "name": "Techverse setup", "company_id": "sample:techverse", "contact_id": "sample:karan",
                "stage_id": stage(3), "amount": money(960_000), "expected_close_on": on(9), "source": "website",
            }),
        ),
        sample(
            "deal",
            "support",
            json!({
                "name": "Annual support renewal", "company_id": "sample:retailworks", "contact_id": "sample:neha",
                "stage_id": stage(4), "amount": money(240_000), "expected_close_on": on(-6), "source": "referral",
                "campaign_id": "sample:festive-cashback-promo",
            }),
        ),
        line("pos", "till", 96.0, 0.0),
        line("pos", "scanner", 96.0, 0.0),
        line("pos", "rollout", 24.0, 14.5),
        line("setup", "till", 40.0, 5.0),
        line("setup", "rollout", 34.5, 0.0),
        person("pos", "pooja", "champion"),
        person("pos", "neha", "decision_maker"),
        person("setup", "karan", "user"),
        task("Call Rahul about the store list", "call", &at(-2), "high", "lead", "rahul"),
        task("Walk through the safety plan", "meeting", &at(0), "normal", "deal", "safety"),
        task("Send the contract draft", "email", &at(3), "normal", "deal", "setup"),
        task("Ask Pooja for the floor plans", "to_do", &at(6), "low", "deal", "pos"),
        sample(
            "interaction",
            "call",
            json!({
                "kind": "call", "subject": "Scope of the rollout", "direction": "outbound", "outcome": "connected",
                "duration_minutes": 18, "occurred_at": at(-1), "contact_id": "sample:pooja", "company_id": "sample:retailworks",
                "deal_id": "sample:pos",
                "summary": "The board approved the 24-store scope. Pooja wants the Delhi stores live first and asked whether training can be billed separately.",
            }),
        ),
        sample(
            "interaction",
            "meeting",
            json!({
                "kind": "meeting", "subject": "First meeting at the fair", "direction": "inbound", "outcome": "connected",
                "duration_minutes": 30, "occurred_at": at(-4), "lead_id": "sample:mohan",
            }),
        ),
        ticket(
            "Cannot download April invoice",
            "The PDF button spins and then nothing happens on either of our two computers. Could you send the invoice by mail meanwhile?",
            "neha",
            "retailworks",
            "email",
            "billing",
            "high",
        ),
        ticket(
            "Till 14 offline since Sunday",
            "Replaced the cable and restarted it twice. The screen says that it cannot reach the server. All other tills work.",
            "pooja",
            "retailworks",
            "phone",
            "problem",
            "urgent",
        ),
        ticket(
            "How do we add a second site?",
            "We open in Nashik next month and would like to keep both sites in one account. What do we have to do, and by when?",
            "lata",
            "buildsmart",
            "web",
            "question",
            "normal",
        ),
        ticket(
            "Feature request: export to Tally",
            "Happy to be a test customer if that helps you get it out. Our accountant asks for it every month.",
            "karan",
            "techverse",
            "email",
            "request",
            "low",
        ),
        sample(
            "canned_reply",
            "",
            json!({
                "name": "We are looking into it",
                "body": "Hello {{contact.first_name}},\n\nthank you for telling us. We are looking into it and come back to you today.\n\n{{me.name}}",
            }),
        ),
        sample(
            "canned_reply",
            "",
            json!({
                "name": "Ask for details",
                "body": "Hello {{contact.first_name}},\n\ncould you tell us what you see on the screen, and since when? A picture helps, too.\n\n{{me.name}}",
            }),
        ),
        sample(
            "canned_reply",
            "",
            json!({
                "name": "Settled",
                "body": "Hello {{contact.first_name}},\n\nthis is done now. If anything is still open, simply answer this mail.\n\n{{me.name}}",
            }),
        ),
        note("Client approved the counter layout. Start the store map by Friday.", "deal", "pos"),
        note("Decides together with the finance team; budget is there from April.", "lead", "rahul"),
    ]
}

/// Four steps over two weeks for leads that are not ready to buy. It begins a day later, so that whoever
/// has just loaded the samples is not told to do something.
fn nurture() -> Json {
    let wait = |days: i64| json!({"kind": "wait", "days": days});
    let step = |kind: &str, subject: &str, text: &str| json!({"kind": kind, "subject": subject, "text": text});
    json!({
        "name": "Nurture a new lead",
        "description": "For leads that are interested but not ready to buy. It ends by itself when they reply.",
        "steps": [
            wait(1),
            step(
                "email", "How others in your field work",
                "Hi {first_name|there},\n\nthank you for your interest. Here is how a firm like {company|yours} \
                 saved its first ten hours a week.\n\n{my_name}",
            ),
            wait(3),
            step("call", "Ask {first_name|them} what they want to solve first", ""),
            wait(4),
            step(
                "email", "An invitation to see it live",
                "Hi {first_name|there},\n\nwould half an hour next week suit you to see it with your own figures?\
                 \n\n{my_name}",
            ),
            wait(5),
            step("task", "Decide whether to go on with {first_name|this lead}", "Qualify, or leave for a later quarter."),
        ],
    })
}

/// Puts ids in place of the names of earlier samples.
pub(super) fn resolve(json: &mut Json, find: &dyn Fn(&str) -> Option<Id>) {
    match json {
        Json::String(text) => {
            if let Some(id) = text.strip_prefix(REF).and_then(find) {
                *text = id.to_string();
            }
        }
        Json::Object(map) => map.values_mut().for_each(|value| resolve(value, find)),
        _ => {}
    }
}

fn sample(kind: &'static str, name: &'static str, json: Json) -> Sample {
    let body = match json {
        Json::Object(map) => map.into_iter().filter(|(_, value)| !value.is_null()).collect(),
        _ => Map::new(),
    };
    Sample { kind, name, body }
}

fn campaign(
    name: &'static str,
    title: &str,
    status: &str,
    budget: Json,
    (starts, ends): (&str, &str),
    more: Json,
) -> Sample {
    let mut sample = sample("campaign", name, more);
    let own = [
        ("name", json!(title)),
        ("code", json!(name)),
        ("status", json!(status)),
        ("budget", budget),
        ("starts_on", json!(starts)),
        ("ends_on", json!(ends)),
        ("utm_campaign", json!(name)),
    ];
    sample.body.extend(own.into_iter().map(|(key, value)| (key.to_owned(), value)));
    sample
}

fn company(name: &'static str, title: &str, domain: &str, industry: &str, size: &str, lifecycle: &str) -> Sample {
    sample(
        "company",
        name,
        json!({
            "name": title, "domain": domain, "website": format!("https://{domain}"), "industry": industry,
            "size_band": size, "lifecycle": lifecycle,
        }),
    )
}

#[expect(clippy::too_many_arguments, reason = "a row of a table")]
fn lead(
    name: &'static str,
    (first, last): (&str, &str),
    company: &str,
    email: &str,
    phone: &str,
    source: &str,
    campaign: &str,
    stage: &str,
    score: i64,
) -> Sample {
    sample(
        "lead",
        name,
        json!({
            "first_name": first, "last_name": last, "company_name": company, "email": email, "phone": phone,
            "source": source, "utm_campaign": campaign, "campaign_id": format!("{REF}{campaign}"), "stage": stage,
            "score": score,
        }),
    )
}

fn contact(
    name: &'static str,
    first: &str,
    last: &str,
    email: &str,
    job_title: &str,
    company: &str,
    lifecycle: &str,
) -> Sample {
    sample(
        "contact",
        name,
        json!({
            "first_name": first, "last_name": last, "email": email, "job_title": job_title,
            "company_id": format!("{REF}{company}"), "lifecycle": lifecycle,
        }),
    )
}

fn product(
    name: &'static str,
    title: &str,
    sku: &str,
    unit: &str,
    price: Json,
    tax_percent: f64,
    recurring: &str,
) -> Sample {
    sample(
        "product",
        name,
        json!({
            "name": title, "sku": sku, "unit": unit, "price": price, "tax_percent": tax_percent, "recurring": recurring,
        }),
    )
}

fn line(deal: &str, product: &str, quantity: f64, discount: f64) -> Sample {
    sample(
        "line_item",
        "",
        json!({
            "deal_id": format!("{REF}{deal}"), "product_id": format!("{REF}{product}"), "quantity": quantity,
            "discount_percent": discount,
        }),
    )
}

fn person(deal: &str, contact: &str, role: &str) -> Sample {
    sample(
        "deal_contact",
        "",
        json!({"deal_id": format!("{REF}{deal}"), "contact_id": format!("{REF}{contact}"), "role": role}),
    )
}

fn task(name: &str, kind: &str, due: &str, priority: &str, about: &str, record: &str) -> Sample {
    sample(
        "task",
        "",
        json!({
            "name": name, "kind": kind, "due_at": due, "priority": priority,
            "record": {"kind": about, "id": format!("{REF}{record}")},
        }),
    )
}

fn ticket(
    subject: &str,
    text: &str,
    contact: &str,
    company: &str,
    channel: &str,
    category: &str,
    priority: &str,
) -> Sample {
    sample(
        "ticket",
        "",
        json!({
            "subject": subject, "description": text, "contact_id": format!("{REF}{contact}"),
            "company_id": format!("{REF}{company}"), "channel": channel, "category": category, "priority": priority,
        }),
    )
}

fn note(body: &str, about: &str, record: &str) -> Sample {
    sample("note", "", json!({"body": body, "record": {"kind": about, "id": format!("{REF}{record}")}}))
}
