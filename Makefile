# Each word is all that one needs to type. `make` alone lists them.
SWIFT ?= swift
SITE := workflows/an-giang-2021
DONDOC = $$($(SWIFT) build -c release --show-bin-path)/dondoc

.PHONY: help deps build demo test lint stories fuzz simulate mails bench clean

help: ## lists these words
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

deps: ## installs the Debian packages that are missing
	@.ci/install $$(cat .ci/debian-packages)

build: deps ## builds the release binary
	$(SWIFT) build -c release --product dondoc

demo: build ## plays a real province's plan for its year, into demo/
	@rm -rf demo && mkdir demo
	@echo "Xem trước cả năm (preview; changes nothing):"
	@"$(DONDOC)" preview $(SITE) --out demo/preview >demo/preview.txt 2>demo/warnings.txt
	@echo "  $$(wc -l <demo/preview.txt) thư sẽ được gửi (mails); $$(grep -c '^warning' demo/warnings.txt) cảnh báo (warnings) trong demo/warnings.txt"
	@echo "Chạy cả năm trên đồng hồ ảo, với tệp, kho và thư thật (the year on a virtual clock, all else real):"
	@"$(DONDOC)" rehearse $(SITE) --script $(SITE)/demo.script --out demo/run
	@echo
	@echo "Mở xem (open these):"
	@echo "  demo/preview/index.html   cả năm trên một trang (the year on one page)"
	@echo "  demo/run/outbox/          mọi thư đã gửi (every mail that was sent, .eml)"
	@echo "  demo/run/packages/        hồ sơ tổng hợp từng tháng (each month's package)"
	@echo "  demo/run/quarantine/      tệp bị giữ lại, kèm lý do (files held back, with the reason)"

test: deps ## passes all tests
	$(SWIFT) build -c release --product dondoc
	DONDOC_PROGRAM="$(DONDOC)" $(SWIFT) test

lint: ## the toolchain's formatter, strict
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

stories: deps ## rewrites the stories' transcripts and the sites' timelines; read the difference
	DONDOC_REWRITE_STORIES=1 DONDOC_REWRITE=1 $(SWIFT) test --filter 'StoryTests|SiteTimelineTests'

fuzz: deps ## strange inputs for the readers: SECONDS=60 of processor time from SEED=1
	$(SWIFT) build -c release --product Fuzz
	"$$($(SWIFT) build -c release --show-bin-path)/Fuzz" --seconds $(or $(SECONDS),60) --seed $(or $(SEED),1)

simulate: deps ## worlds in which everything goes wrong: SEEDS=1000 of them, or SEED=217 with all that happened
	$(SWIFT) build -c release --product Simulate
	@"$$($(SWIFT) build -c release --show-bin-path)/Simulate" \
		$(if $(SEED),--seed $(SEED) --verbose,--seeds $(or $(SEEDS),1000) --from $(or $(FROM),1))

mails: build ## ten thousand mails through a local server and ten kills
	/usr/bin/python3 Tests/MailServers/ten_kills.py "$(DONDOC)"

bench: build ## measures the desk against the disk
	@"$(DONDOC)" bench steps --n 2000

clean: ## removes what was built and played
	rm -rf .build demo
