# Everything needs Go and make; what more a target needs stands beside it.
SAMPLES := $(filter-out samples/fel samples/alla-namnder,$(patsubst %/,%,$(wildcard samples/*/)))
KANSLI  := bin/kansli

.PHONY: help build demo test golden lint fuzz bench bench-peers bench-parts bench-desk picture conformance visual visual-golden e2e soak office

help: ## shows this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: ## builds bin/kansli
	@go build -trimpath -o $(KANSLI) ./cmd/kansli

demo: build ## renders every sample to out/ and writes the register
	@$(KANSLI) render $(SAMPLES) --out out --format md,pdf,html
	@$(KANSLI) batch samples/alla-namnder/utskick.yaml --out out/alla-namnder
	@$(KANSLI) register $(SAMPLES) samples/alla-namnder --out out/register.xlsx --documents out

test: ## runs every test; no network once the modules are there
	@go test ./...

GOLDEN := $(sort $(dir $(shell grep -rl --include='*_test.go' 'flag.Bool."golden"' cmd internal)))
golden: ## writes the expected results of the tests anew; read the diff
	@go test $(addprefix ./,$(GOLDEN)) -golden

lint: ## format and vet
	@test -z "$$(gofmt -l cmd internal templates)" || { gofmt -l cmd internal templates; echo 'gofmt these files'; exit 1; }
	@go vet ./...

FUZZTIME ?= 1m
fuzz: ## runs every fuzz target for FUZZTIME (1m)
	@for f in $$(grep -rlE '^func Fuzz' --include='*_test.go' internal); do \
	  for target in $$(sed -nE 's/^func (Fuzz[A-Za-z0-9]+)\(.*/\1/p' $$f); do \
	    echo "$$target in $$(dirname $$f)"; \
	    go test ./$$(dirname $$f) -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1s || exit 1; \
	  done; \
	done

ROUNDS ?= 5
SIZES  ?= 100,1000,10000,100000
N      ?= 1000
BENCH  := bin/bench-program -kansli $(KANSLI) -work bin/bench -rounds $(ROUNDS)
bench: build ## prints what was promised of speed, and what it is; SIZES are the documents a run makes
	@go build -trimpath -o bin/bench-program ./cmd/bench
	@$(BENCH) -sizes $(SIZES)

bench-peers: build ## the same content by Typst, fpdf and XlsxWriter beside ours; PEERS is the folder of their scripts
	@test -d "$(PEERS)" || { echo 'say where the scripts are: make bench-peers PEERS=FOLDER'; exit 2; }
	@go build -trimpath -o bin/bench-program ./cmd/bench
	@$(BENCH) -peers "$(PEERS)" -n $(N)

bench-parts: ## measures each part by the benchmarks of its package
	@go test ./internal/... ./cmd/... -run '^$$' -bench . -benchmem

conformance: demo ## validates samples and random papers with veraPDF; needs Java and Maven
	@go test -count=1 -timeout 30m ./internal/pdf -run '^TestConformance$$' -v -verapdf -pdfs $(CURDIR)/out

visual: ## holds a picture of every page against the one kept; needs pdftoppm
	@KANSLI_VISUAL=1 go test -count=1 ./internal/paper -run Visual

visual-golden: ## draws the kept pictures anew; look at them
	@KANSLI_VISUAL=1 go test -count=1 ./internal/paper -run Visual -golden

e2e: ## drives the desk in a browser; installs what it needs
	@bash internal/web/e2e/run.sh

bench-desk: ## measures, in a browser, how soon the paper follows the keys
	@bash internal/web/e2e/run.sh bench.js

soak: ## the kill test and the long batch runs, with their figures
	@go test -count=1 -timeout 40m ./cmd/kansli -run 'Kill|Full|Interrupted|TenThousand' -v -soak

office: ## edits a register in LibreOffice and updates it; needs soffice
	@KANSLI_SOFFICE=soffice go test -count=1 ./internal/xlsx -run LibreOffice -v

picture: demo ## makes README's picture of page one; needs pdftoppm
	@pdftoppm -r 70 -png -f 1 -l 1 -singlefile out/kvalitet-2013/arende-tjansteutlatande.pdf samples/kvalitet-2013/sida-1
