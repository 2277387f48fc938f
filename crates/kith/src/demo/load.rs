//! Writes generated records into a workspace, in batches.

use kith_access::Scope;
use kith_app::records::Batch;
use kith_app::{App, AppError};
use kith_catalog::{campaign, company, contact, deal, lead, note, task};
use kith_model::{Id, IdSource, SequentialIds};
use serde_json::{Map, Value as Json};

use super::generate::CAMPAIGNS;
use super::{Generator, Team};

/// How many records of each kind.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Decides everything that is made.
    pub seed: u64,
    /// Contacts; the other kinds follow from it.
    pub contacts: u64,
    /// Leads, where it is not for the contacts to say.
    pub leads: Option<u64>,
    /// Deals, where it is not for the contacts to say.
    pub deals: Option<u64>,
}

impl Plan {
    fn companies(&self) -> u64 {
        self.contacts.div_ceil(10)
    }

    fn deals(&self) -> u64 {
        self.deals.unwrap_or(self.contacts / 5)
    }

    fn leads(&self) -> u64 {
        self.leads.unwrap_or(self.contacts / 5)
    }

    fn notes(&self) -> u64 {
        self.contacts / 5
    }

    /// Tasks change what they hang on too, so there are only as many as people could look at.
    fn tasks(&self) -> u64 {
        (self.contacts / 20).min(2_000)
    }

    /// How many records there will be.
    pub fn total(&self) -> u64 {
        CAMPAIGNS + self.companies() + self.contacts + self.deals() + self.leads() + self.notes() + self.tasks()
    }
}

const BATCH: usize = 500;

/// Makes and writes the records; `progress` hears how many are written so far. Memory stays the
/// same for any size but for the companies' ids and names.
pub async fn load(
    app: &App,
    scope: &Scope,
    team: Team,
    plan: Plan,
    progress: &mut dyn FnMut(u64),
) -> Result<u64, AppError> {
    let ids = SequentialIds::starting_at(plan.seed << 32);
    let mut loader = Loader { batch: Batch::new(app, scope).await?, done: 0, progress };
    let mut team = team;
    let begun = app.now().plus_seconds(-2 * 365 * 86_400);
    for body in Generator::campaigns(app.now(), &team) {
        let id = ids.next(begun);
        team.campaigns.push(id);
        loader.add(&campaign::KIND, id, begun, &body).await?;
    }
    let mut generator = Generator::new(plan.seed, team, app.now());

    let mut companies: Vec<(Id, String)> = Vec::new();
    for _ in 0..plan.companies() {
        let (at, body) = (generator.moment(), generator.company());
        let id = ids.next(at);
        companies.push((id, text(&body, "name")));
        loader.add(&company::KIND, id, at, &body).await?;
    }
    let mut people: Vec<(Id, usize)> = Vec::new();
    for _ in 0..plan.contacts {
        let of = (!companies.is_empty() && generator.chance(85)).then(|| generator.below(companies.len()));
        let at = generator.moment();
        let body = generator.contact(of.map(|index| companies[index].0));
        let id = ids.next(at);
        // Enough to draw deals' contacts from.
        if let Some(index) = of.filter(|_| people.len() < 100_000) {
            people.push((id, index));
        }
        loader.add(&contact::KIND, id, at, &body).await?;
    }
    loader.batch.flush().await?;
    for _ in 0..plan.leads() {
        let at = generator.moment();
        let body = generator.lead(at);
        loader.add(&lead::KIND, ids.next(at), at, &body).await?;
    }
    let mut deals = Vec::new();
    for _ in 0..plan.deals() {
        let Some((person, index)) = people.get(generator.below(people.len())).copied() else { break };
        let (id, name) = &companies[index];
        let at = generator.moment();
        let body = generator.deal(at, *id, name, Some(person));
        let id = ids.next(at);
        deals.push(id);
        loader.add(&deal::KIND, id, at, &body).await?;
    }
    for _ in 0..plan.notes() {
        let Some((person, _)) = people.get(generator.below(people.len())) else { break };
        let (at, body) = (generator.moment(), generator.note("contact", *person));
        loader.add(&note::KIND, ids.next(at), at, &body).await?;
    }
    loader.finish_batch().await?;
    // Each task changes its deal's next step, so a deal gets one task and each batch other deals.
    for id in deals.iter().take(plan.tasks() as usize) {
        let (at, body) = (generator.moment(), generator.task("deal", *id));
        loader.add(&task::KIND, ids.next(at), at, &body).await?;
    }
    loader.finish_batch().await?;
    Ok(loader.done)
}

struct Loader<'a> {
    batch: Batch<'a>,
    done: u64,
    progress: &'a mut dyn FnMut(u64),
}

impl Loader<'_> {
    async fn add(
        &mut self,
        kind: &'static kith_model::RecordKind,
        id: Id,
        at: kith_model::Timestamp,
        body: &Map<String, Json>,
    ) -> Result<(), AppError> {
        self.batch.create(kind, id, at, body).await?;
        if self.batch.len() >= BATCH {
            self.finish_batch().await?;
        }
        Ok(())
    }

    async fn finish_batch(&mut self) -> Result<(), AppError> {
        self.done += self.batch.len() as u64;
        self.batch.flush().await?;
        (self.progress)(self.done);
        Ok(())
    }
}

fn text(body: &Map<String, Json>, key: &str) -> String {
    body.get(key).and_then(Json::as_str).unwrap_or_default().to_owned()
}
