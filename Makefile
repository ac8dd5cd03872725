# make help says what there is.
PREFIX     ?= /usr
# Where the programs and the unit look; not to be chosen.
SYSCONFDIR  = /etc
DESTDIR    ?=
UNITDIR    ?= $(PREFIX)/lib/systemd/system
# A package strips by itself and keeps what it stripped off.
INSTALL_PROGRAM ?= install -s
JOBS       ?= 2

SWIFT_BUILD   = swift build -j $(JOBS)
# The static Swift runtime makes programs that need no toolchain where they run.
RELEASE_FLAGS = -c release --static-swift-stdlib
RELEASE       = .build/release
PROGRAMS      = edutracd edutrac edutrac-modemsim

.PHONY: help demo test soak build install deb e2e have-vm clients bench fuzz clean \
  prepare prepare-tests prepare-clients prepare-bench prepare-package

help:
	@echo "make demo      build, then watch a school morning from the SMS to the reminder"
	@echo "make test      build and run all tests"
	@echo "make soak      the long tests: kills at random under load, a day with every quirk of a modem, a month of"
	@echo "               reminders with kills, a term of sixty schools, the pages of an office as PDF;"
	@echo "               SEED=1 for other kills, another term, another office"
	@echo "make build     release build of $(PROGRAMS)"
	@echo "make install   install the release build; DESTDIR= and PREFIX= as usual"
	@echo "make deb       a Debian package in $(DEBS), examined by lintian"
	@echo "make e2e       install the package in a virtual machine with systemd, udev and a USB modem, and pull its plugs, in"
	@echo "               some twenty minutes. VM=FOLDER holds the machine: see Tests/VirtualMachine/e2e.py; SCENES=\"plug full\""
	@echo "               plays some of the scenes"
	@echo "make clients   let gammu and smsd of smstools use the simulated modem"
	@echo "make bench     measure the daemon beside gammu-smsd and smstools on a simulated modem, the codec beside libgammu"
	@echo "               and smspdudecoder, a text from reading to reply, the planner of 50,000 schools, the printed month, in"
	@echo "               two hours. ONLY=\"drain idle --seconds 120\" measures some of codec text planner pages start arrival"
	@echo "               sending drain idle faults, with options of Tests/Benchmarks/Modem/bench.py"
	@echo "make fuzz      let a sweep and libFuzzer feed codec and AT channel rubbish: RUNS=1000000, at most MINUTES=5"
	@echo "make clean     remove what the build made"

prepare:
	@.ci/prepare

prepare-tests:
	@.ci/prepare test

prepare-clients:
	@.ci/prepare clients

prepare-bench:
	@.ci/prepare bench

prepare-package:
	@.ci/prepare package

demo: prepare
	@echo "Building edutrac; the first time takes some minutes."
	@$(SWIFT_BUILD) --quiet
	@.build/debug/edutrac-demo

# A test that waits for ever must not be waited for.
TEST_SECONDS = 1200
define run_tests
timeout --foreground $(TEST_SECONDS) swift test --skip-build $(1) || { code=$$?; \
	  test $$code -ne 124 || echo "edutrac: a test did not end within $(TEST_SECONDS) s; the last lines say which had begun." >&2; exit $$code; }
endef

# In three runs: the end-to-end tests wait for processes and would starve the others of their threads, and those that talk
# over a socket, with its time limit, would be starved by thousands of short ones.
test: prepare-tests
	$(SWIFT_BUILD) --build-tests
	@JOBS=$(JOBS) Tests/Fuzz/sweep
	$(call run_tests,--skip "EndToEndTests|ControlSocketTests|EdutracTests")
	$(call run_tests,--filter "ControlSocketTests|EdutracTests")
	$(call run_tests,--filter EndToEndTests)

# The tests that take long when they are to mean something.
soak: TEST_SECONDS = 3600
soak: prepare-tests
	$(SWIFT_BUILD) --build-tests
	@EDUTRAC_SOAK=1 EDUTRAC_SEED=$(SEED) $(call run_tests,--filter "RandomKillTests|MatrixTests|TermTests|MonthOfKillsTests|SheetSoakTests")

build: prepare
	$(SWIFT_BUILD) $(RELEASE_FLAGS) $(addprefix --product ,edutracd)
	$(SWIFT_BUILD) $(RELEASE_FLAGS) $(addprefix --product ,edutrac)
	$(SWIFT_BUILD) $(RELEASE_FLAGS) $(addprefix --product ,edutrac-modemsim)

install:
	@for program in $(PROGRAMS); do test -x $(RELEASE)/$$program || { echo "$$program is not built: run 'make build' first."; exit 66; }; done
	install -d $(DESTDIR)$(PREFIX)/sbin $(DESTDIR)$(PREFIX)/bin
	$(INSTALL_PROGRAM) -m 755 $(RELEASE)/edutracd $(DESTDIR)$(PREFIX)/sbin/edutracd
	$(INSTALL_PROGRAM) -m 755 $(RELEASE)/edutrac $(DESTDIR)$(PREFIX)/bin/edutrac
	$(INSTALL_PROGRAM) -m 755 $(RELEASE)/edutrac-modemsim $(DESTDIR)$(PREFIX)/bin/edutrac-modemsim
	install -d $(DESTDIR)$(PREFIX)/share/edutrac/wording $(DESTDIR)$(PREFIX)/share/doc/edutrac/examples
	install -m 644 Sources/Attendance/Catalogues/*.toml $(DESTDIR)$(PREFIX)/share/edutrac/wording/
	install -d $(DESTDIR)$(PREFIX)/share/edutrac/templates/words
	install -m 644 Sources/PrintedReports/Templates/*.mustache Sources/PrintedReports/Templates/*.css $(DESTDIR)$(PREFIX)/share/edutrac/templates/
	install -m 644 Sources/PrintedReports/Templates/words/*.toml $(DESTDIR)$(PREFIX)/share/edutrac/templates/words/
	install -m 644 Sources/OfficeConfiguration/Examples/calendar-*.toml $(DESTDIR)$(PREFIX)/share/edutrac/
	install -m 644 Sources/OfficeConfiguration/Examples/* $(DESTDIR)$(PREFIX)/share/doc/edutrac/examples/
	install -m 644 README.md CHANGELOG.md SECURITY.md LICENSE docs/guia.md $(DESTDIR)$(PREFIX)/share/doc/edutrac/
	install -d $(DESTDIR)$(SYSCONFDIR)/edutrac
	@# The office's own files are never overwritten.
	@for file in edutrac.toml calendar-2026.toml; do \
	  test -e $(DESTDIR)$(SYSCONFDIR)/edutrac/$$file || \
	  install -v -m 640 Sources/OfficeConfiguration/Examples/$$file $(DESTDIR)$(SYSCONFDIR)/edutrac/$$file || exit 1; \
	done
	install -d $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/man/man5 $(DESTDIR)$(PREFIX)/share/man/man8
	install -m 644 Sources/edutracd/Manual/edutracd.8 Sources/edutrac/Manual/edutrac.8 $(DESTDIR)$(PREFIX)/share/man/man8/
	install -m 644 Sources/edutracd/Manual/edutrac.toml.5 $(DESTDIR)$(PREFIX)/share/man/man5/
	install -m 644 Sources/edutrac-modemsim/Manual/edutrac-modemsim.1 $(DESTDIR)$(PREFIX)/share/man/man1/
	install -d $(DESTDIR)$(UNITDIR) $(DESTDIR)$(PREFIX)/lib/sysusers.d $(DESTDIR)$(PREFIX)/lib/tmpfiles.d
	sed 's|/usr/sbin/|$(PREFIX)/sbin/|' systemd/edutracd.service > $(DESTDIR)$(UNITDIR)/edutracd.service
	sed 's|/usr/bin/|$(PREFIX)/bin/|' systemd/edutrac-month.service > $(DESTDIR)$(UNITDIR)/edutrac-month.service
	sed 's|/usr/bin/|$(PREFIX)/bin/|' systemd/edutrac-purge.service > $(DESTDIR)$(UNITDIR)/edutrac-purge.service
	sed 's|/usr/bin/|$(PREFIX)/bin/|' systemd/edutrac-backup.service > $(DESTDIR)$(UNITDIR)/edutrac-backup.service
	sed 's|/usr/lib/|$(PREFIX)/lib/|' systemd/edutrac-usb-reset.service > $(DESTDIR)$(UNITDIR)/edutrac-usb-reset.service
	chmod 644 $(addprefix $(DESTDIR)$(UNITDIR)/,edutracd.service edutrac-month.service edutrac-purge.service edutrac-backup.service edutrac-usb-reset.service)
	install -m 644 systemd/edutrac-month.timer systemd/edutrac-purge.timer systemd/edutrac-backup.timer systemd/edutrac-usb-reset.path $(DESTDIR)$(UNITDIR)/
	install -m 644 systemd/media-edutrac.mount systemd/media-edutrac.automount $(DESTDIR)$(UNITDIR)/
	install -D -m 755 systemd/edutrac-usb-reset $(DESTDIR)$(PREFIX)/lib/edutrac/usb-reset
	@# Keys that systemd knows from 254 on; before, each start would warn of them.
	version=$$(systemctl --version 2>/dev/null | sed -n '1s/^systemd \([0-9]*\).*/\1/p'); \
	  test "$${version:-0}" -lt 254 || \
	  install -D -m 644 systemd/edutracd-restart.conf $(DESTDIR)$(UNITDIR)/edutracd.service.d/restart.conf
	install -m 644 systemd/edutrac.sysusers $(DESTDIR)$(PREFIX)/lib/sysusers.d/edutrac.conf
	install -m 644 systemd/edutrac.tmpfiles $(DESTDIR)$(PREFIX)/lib/tmpfiles.d/edutrac.conf
	@# The programs know their commands and options themselves.
	for program in $(PROGRAMS); do \
	  $(RELEASE)/$$program --generate-completion-script bash | sed 1d | install -D -m 644 /dev/stdin $(DESTDIR)$(PREFIX)/share/bash-completion/completions/$$program && \
	  $(RELEASE)/$$program --generate-completion-script zsh | install -D -m 644 /dev/stdin $(DESTDIR)$(PREFIX)/share/zsh/vendor-completions/_$$program && \
	  $(RELEASE)/$$program --generate-completion-script fish | install -D -m 644 /dev/stdin $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/$$program.fish || exit 1; \
	done
	install -D -m 644 systemd/edutrac.catalog $(DESTDIR)$(PREFIX)/lib/systemd/catalog/edutrac.catalog
	install -d $(DESTDIR)$(PREFIX)/lib/modules-load.d $(DESTDIR)$(PREFIX)/lib/udev/rules.d
	install -m 644 systemd/edutrac.modules $(DESTDIR)$(PREFIX)/lib/modules-load.d/edutrac.conf
	install -m 644 udev/70-edutrac-modem.rules $(DESTDIR)$(PREFIX)/lib/udev/rules.d/

# Unlike dpkg-buildpackage, which would write beside this folder.
DEBS = .build/deb
deb: prepare-package build
	rm -rf $(DEBS)
	mkdir -p $(DEBS)
	debian/rules binary DEBS=$(DEBS)
	lintian $(DEBS)/*.deb
	@ls -l $(DEBS)

VM     ?=
SCENES ?=
have-vm:
	@test -f "$(VM)/vm.py" || { echo "VM=FOLDER must name a folder with vm.py and build-image.sh: a Debian guest under QEMU." >&2; exit 64; }

e2e: have-vm deb
	@timeout --foreground 3600 Tests/VirtualMachine/e2e.py $(VM) $(DEBS)/edutrac_*.deb $(RELEASE)/edutrac-modemsim .build/e2e $(SCENES)

clients: prepare-clients
	@$(SWIFT_BUILD) --quiet --product edutrac-modemsim
	@Tests/ModemSimulatorTests/Clients/run .build/debug/edutrac-modemsim

# Codec, text and planner have a package of their own; all else measures what `make build` makes.
ONLY ?=
bench: prepare-bench $(if $(filter-out codec text planner,$(or $(ONLY),all)),build)
	@JOBS=$(JOBS) Tests/Benchmarks/run $(ONLY)

RUNS    ?= 1000000
MINUTES ?= 5
fuzz: prepare
	@JOBS=$(JOBS) Tests/Fuzz/run $(RUNS) $(MINUTES)

clean:
	rm -rf .build Tests/*/.build debian/.debhelper debian/edutrac debian/files debian/debhelper-build-stamp \
	  debian/*.debhelper* debian/*.substvars
