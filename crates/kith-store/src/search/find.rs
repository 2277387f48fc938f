//! Finding: exact words first, then beginnings, then words one letter apart.

use std::collections::{BTreeMap, HashSet};

use kith_access::Permit;
use kith_model::{Id, tokens, typo_keys, within_one_edit};

use super::words::{Wanted, alternatives, mark, match_text, prefixes, push_matching};
use super::{SearchHit, SearchMatch, SearchQuery};
use crate::render::{push_in, push_reach, shows_all_text};
use crate::row::Row;
use crate::sql::{Dialect, Sql, Val};
use crate::{Store, StoreError};

/// So many rows are ranked; the newest, where there are more.
const CANDIDATES: usize = 300;
/// So many suffice mostly, since most searches are for words of titles.
const FIRST_CANDIDATES: usize = 60;
/// So many words of the dictionary stand in for a mistyped one.
const SIMILAR: usize = 8;

#[derive(Clone, Debug)]
struct Candidate {
    kind: String,
    id: Id,
    title: String,
    title_terms: String,
}

/// How well a hit matches; less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    TitleWord,
    TitlePrefix,
    Text,
    Similar,
}

impl Store {
    /// Finds records of the kinds that `permits` allow to read, best first.
    pub async fn search(&self, permits: &[Permit], query: &SearchQuery) -> Result<Vec<SearchHit>, StoreError> {
        let alternatives = alternatives(&query.text);
        let limit = query.limit as usize;
        if alternatives.is_empty() || permits.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        let exact =
            alternatives.iter().map(|words| words.iter().map(|word| entire(word)).collect()).collect::<Vec<_>>();
        let mut hits: BTreeMap<(Rank, std::cmp::Reverse<Id>), Candidate> = BTreeMap::new();
        let mut seen = HashSet::new();
        let hidden: HashSet<&str> = permits
            .iter()
            .filter(|permit| self.kinds.find(permit.kind()).is_none_or(|kind| !shows_all_text(kind, permit)))
            .map(Permit::kind)
            .collect();
        // Whatever comes later ranks lower than `best`, so that a full page of it ends the search.
        'tiers: for (wanted, best) in [(exact, Rank::TitleWord), (prefixes(&alternatives), Rank::TitlePrefix)] {
            for most in [FIRST_CANDIDATES.max(limit), CANDIDATES.max(limit)] {
                let found = self.candidates(permits, &wanted, most).await?;
                let complete = found.len() < most;
                for candidate in found {
                    let rank = rank(&candidate, &alternatives);
                    // Texts that the caller may not see must not show by being found.
                    let shown = rank < Rank::Text || !hidden.contains(candidate.kind.as_str());
                    if shown && seen.insert(candidate.id) {
                        hits.insert((rank, std::cmp::Reverse(candidate.id)), candidate);
                    }
                }
                if hits.keys().filter(|(rank, _)| *rank <= best).count() >= limit {
                    break 'tiers;
                }
                if complete {
                    break;
                }
            }
        }
        if hits.len() < limit {
            for candidate in self.similar(permits, &alternatives).await? {
                let about_title = !hidden.contains(candidate.kind.as_str());
                if about_title && seen.insert(candidate.id) {
                    hits.insert((Rank::Similar, std::cmp::Reverse(candidate.id)), candidate);
                }
            }
        }
        let hit = |((rank, _), candidate): ((Rank, _), Candidate)| SearchHit {
            kind: candidate.kind,
            id: candidate.id,
            title: candidate.title,
            matched: match rank {
                Rank::TitleWord | Rank::TitlePrefix => SearchMatch::Title,
                Rank::Text => SearchMatch::Text,
                Rank::Similar => SearchMatch::Similar,
            },
        };
        Ok(hits.into_iter().take(limit).map(hit).collect())
    }

    /// Records with words one letter apart from those typed.
    async fn similar(&self, permits: &[Permit], words: &[Vec<String>]) -> Result<Vec<Candidate>, StoreError> {
        let Some((words, permit)) = words.first().zip(permits.first()) else { return Ok(Vec::new()) };
        let mut wanted = Vec::new();
        let mut widened = false;
        for word in words {
            let terms = self.similar_terms(permit.workspace(), word).await?;
            widened |= !terms.is_empty();
            wanted.push(Wanted { prefixes: vec![word.clone()], exact: terms });
        }
        if widened { self.candidates(permits, &[wanted], CANDIDATES).await } else { Ok(Vec::new()) }
    }

    async fn similar_terms(&self, workspace: Id, word: &str) -> Result<Vec<String>, StoreError> {
        let keys = typo_keys(word);
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new();
        sql.add("SELECT DISTINCT d.term FROM search_typo AS d WHERE d.workspace_id = ? AND ", [Val::Id(workspace)]);
        push_in(&mut sql, "d.key", keys.into_iter().map(Val::Text));
        sql.raw(" LIMIT 200");
        let mut terms = self.db.all(sql, |row| row.get::<String>(0)).await?;
        terms.retain(|term| term != word && within_one_edit(term, word));
        terms.sort();
        terms.truncate(SIMILAR);
        Ok(terms)
    }

    async fn candidates(
        &self,
        permits: &[Permit],
        wanted: &[Vec<Wanted>],
        most: usize,
    ) -> Result<Vec<Candidate>, StoreError> {
        let Some(workspace) = permits.first().map(Permit::workspace) else { return Ok(Vec::new()) };
        let dialect = self.db.dialect();
        let marks: Vec<char> = permits.iter().map(|permit| mark(workspace, permit.kind())).collect();
        let mut sql = Sql::new();
        sql.raw("SELECT d.kind, d.record_id, d.title, d.title_terms FROM ");
        push_matching(&mut sql, dialect, workspace, match_text(dialect, &marks, wanted));
        sql.raw(" AND ");
        self.push_readable(&mut sql, permits);
        sql.raw(match dialect {
            // The index hands its rows out in this order by itself.
            Dialect::Sqlite => " ORDER BY search_fts.rowid DESC",
            Dialect::Postgres => " ORDER BY d.record_id DESC",
        });
        sql.add(" LIMIT ?", [Val::Int(most as i64)]);
        let read = |row: &Row<'_>| {
            Ok(Candidate { kind: row.get(0)?, id: row.get(1)?, title: row.get(2)?, title_terms: row.get(3)? })
        };
        self.db.all(sql, read).await
    }

    /// The rows of `search_doc AS d` that permits reach.
    fn push_readable(&self, sql: &mut Sql, permits: &[Permit]) {
        let open = permits.iter().filter(|permit| permit.rows().is_everything());
        sql.raw("(");
        push_in(sql, "d.kind", open.map(|permit| Val::Text(permit.kind().to_owned())));
        for permit in permits.iter().filter(|permit| !permit.rows().is_everything()) {
            let Some(kind) = self.kinds.find(permit.kind()) else { continue };
            sql.add(" OR (d.kind = ? AND EXISTS (SELECT 1 FROM ", [Val::Text(kind.key.to_owned())]);
            sql.ident(kind.key).raw(" AS t WHERE t.workspace_id = d.workspace_id AND t.id = d.record_id");
            push_reach(sql, self.kinds, "t", kind, permit.rows());
            sql.raw("))");
        }
        sql.raw(")");
    }
}

fn entire(word: &str) -> Wanted {
    Wanted { prefixes: Vec::new(), exact: vec![word.to_owned()] }
}

fn rank(candidate: &Candidate, alternatives: &[Vec<String>]) -> Rank {
    let title = tokens(&candidate.title_terms);
    let all = |holds: &dyn Fn(&str, &str) -> bool| {
        alternatives.iter().any(|words| words.iter().all(|word| title.iter().any(|term| holds(term, word))))
    };
    if all(&|term, word| term == word) {
        Rank::TitleWord
    } else if all(&|term, word| term.starts_with(word)) {
        Rank::TitlePrefix
    } else {
        Rank::Text
    }
}
