# The two commands a newcomer needs are `make run` and `make test`; both install what they miss.

CARGO ?= cargo
WEB_BUILT := web/dist/index.html
WEB_SOURCES := $(shell find web/src web/public web/index.html web/package-lock.json web/vite.config.ts -type f 2>/dev/null)

.PHONY: run build test bench pictures web check-web check-rust test-rust test-web test-browser clean help

help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort

run: build ## Build everything and serve Kith on http://localhost:8080 with SQLite in ./data
	./target/release/kith serve

build: setup-build $(WEB_BUILT) ## Build the release binary, web UI included: target/release/kith
	$(CARGO) build --release --locked -p kith

test: setup-test check-web check-rust test-rust test-browser ## Run every check and test

check-web: web/node_modules $(WEB_BUILT) ## Type check, lints, unit tests and size budgets of the web UI
	cd web && npm run check

check-rust: ## Format, lints and the rules of the code map
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings
	$(CARGO) run -q -p xtask -- tidy

test-rust: $(WEB_BUILT) ## Rust tests on SQLite and on a PostgreSQL of their own
	scripts/with-postgres.sh $(CARGO) test --workspace --locked

test-browser: $(WEB_BUILT) ## Browser tests in Chromium against the real binary, on both engines
	$(CARGO) build --locked -p kith
	scripts/with-postgres.sh sh -c 'cd web && KITH_BIN=$(CURDIR)/target/debug/kith npm run e2e'

pictures: $(WEB_BUILT) ## Take the pictures of the documentation anew
	$(CARGO) build --locked -p kith
	cd web && KITH_PICTURES=1 KITH_BIN=$(CURDIR)/target/debug/kith node --test e2e/pictures.test.mjs

bench: build ## Measure speed; rewrites docs/performance.md (SIZE=10k, 100k or 1m; LEADS=1m, SELLING=1, LIVE=1)
	scripts/setup.sh bench
	ulimit -n $$(ulimit -Hn); KITH_POSTGRES_DURABLE=1 scripts/with-postgres.sh $(CARGO) run --release --locked -p kith-bench -- --size $(or $(SIZE),100k) $(if $(LEADS),--leads $(LEADS)) $(if $(SELLING),--selling) $(if $(LIVE),--live)

web: $(WEB_BUILT) ## Build the web UI alone

$(WEB_BUILT): web/node_modules $(WEB_SOURCES)
	cd web && npm run build
	touch $@

# `npm ci` refuses a lock file that lacks another platform's optional binary, which registries
# sometimes do; `npm install` installs the same versions.
web/node_modules: web/package-lock.json
	cd web && npm install --no-save
	touch $@

.PHONY: setup-build setup-test
setup-build:
	@scripts/setup.sh build
setup-test:
	@scripts/setup.sh test

clean: ## Remove what was built
	rm -rf target web/dist web/node_modules
