//! The route table: every address of the API, what it takes and who may call it.

mod calendar;
mod files;
mod fixed;
mod kinds;
mod mail;
mod marketing;
mod notes;
mod notices;
mod pictures;
mod push;
mod reports;
mod sales;
mod sequences;
mod service;
mod sms;
mod tasks;

use std::sync::LazyLock;

use crate::route::Route;

static ROUTES: LazyLock<Vec<Route>> = LazyLock::new(|| {
    let mut routes = fixed::routes();
    routes.extend(files::routes());
    routes.extend(pictures::routes());
    routes.extend(mail::routes());
    routes.extend(marketing::routes());
    routes.extend(notes::routes());
    routes.extend(sales::routes());
    routes.extend(sequences::routes());
    routes.extend(reports::routes());
    routes.extend(service::routes());
    routes.extend(tasks::routes());
    routes.extend(calendar::routes());
    routes.extend(sms::routes());
    routes.extend(push::routes());
    routes.extend(notices::routes());
    routes.extend(kith_catalog::KINDS.into_iter().flat_map(kinds::routes));
    routes
});

/// Every route.
pub fn all() -> &'static [Route] {
    &ROUTES
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use kith_model::Schema;

    use super::*;

    #[test]
    fn names_and_operations_are_unique() {
        let mut seen = HashSet::new();
        for route in all() {
            assert!(seen.insert(route.name()), "{} is there twice", route.name());
            assert!(seen.insert(route.operation.clone()), "operation {} is there twice", route.operation);
            assert!(!route.summary.is_empty(), "{} has no summary", route.name());
        }
    }

    #[test]
    fn no_field_hides_behind_a_parameter() {
        for route in all().iter().filter(|route| route.field_filters) {
            let kind = route.kind.expect("filters need a kind");
            for param in route.params {
                assert!(Schema::new(kind, Vec::new()).field(param.name).is_none(), "{}: {}", route.name(), param.name);
            }
        }
    }
}
