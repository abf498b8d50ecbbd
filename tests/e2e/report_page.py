"""Opens the pages that `racelings report` wrote, and steps through them as a reader would.

    report_page.py EXERCISES PAGES

For each exercise, PAGES has ID.html; and pass.html, evil.html and broken.html. Prints "ok NAME"
or "not ok NAME: why" for each test.
"""

import json
import pathlib
import re
import sys

from browser import Browser, find_browser

DATA = 'JSON.parse(document.getElementById("data").textContent)'

# The texts whose contrast is too low, and with what they were seen.
CONTRAST = """(() => {
  const parse = (text) => {
    const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number);
    return {r, g, b, a};
  };
  const light = ({r, g, b}) => [r, g, b].map((one) => one / 255)
      .map((one) => one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
      .reduce((sum, one, index) => sum + one * [0.2126, 0.7152, 0.0722][index], 0);
  const behind = (node) => {
    for (let here = node; here; here = here.parentElement) {
      const colour = parse(getComputedStyle(here).backgroundColor);
      if (colour.a === 1) return colour;
      if (colour.a !== 0) throw new Error("half transparent: " + here.className);
    }
  };
  const poor = [];
  let seen = 0;
  for (const node of document.querySelectorAll("body *")) {
    const words = [...node.childNodes].filter((one) => one.nodeType === 3 && one.data.trim()).map((one) => one.data.trim());
    if (words.length === 0 || node.closest("script, svg, .unseen, noscript") || node.getClientRects().length === 0) continue;
    ++seen;
    const [a, b] = [light(parse(getComputedStyle(node).color)), light(behind(node))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push(`${words[0].slice(0, 30)} (${node.className}): ${ratio.toFixed(2)}`);
  }
  if (seen < 5) poor.push(`only ${seen} texts were seen`);
  return poor;
})()"""

# What the page shows at the step it is at.
SHOWN = """(() => {
  const text = (selector) => document.querySelector(selector)?.textContent.trim() ?? "";
  const line = document.querySelector(".line.current");
  return {
    where: text("#where"), now: text("#now"), who: text(".row.current .who"),
    row: document.querySelectorAll(".row.current").length, aria: document.querySelectorAll(".step[aria-current=step]").length,
    line: line ? Number(line.dataset.line) : 0, file: line ? line.dataset.file : "",
    threads: [...document.querySelectorAll(".thread")].map((one) => [one.querySelector(".name").textContent, one.querySelector(".held").textContent]),
    arrows: document.querySelectorAll(".arrow.order, .arrow.wake").length,
    found: [...document.querySelectorAll(".line.found code")].map((one) => one.textContent),
    visible: [...document.querySelectorAll(".line.current, .row.current")].every((one) => {
      const inner = one.getBoundingClientRect(), outer = one.closest(".scroll").getBoundingClientRect();
      return inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
    }),
  };
})()"""


class Failure(Exception):
    pass


def expect(condition, why):
    if not condition:
        raise Failure(why)


def happens_before(trace):
    """By index: which steps happen before it, by program order and the arrows that order."""
    index_of = {event["step"]: index for index, event in enumerate(trace)}
    before, latest = [], {}
    for index, event in enumerate(trace):
        mine = set()
        origins = [index_of[step] for step in event["after"] if step in index_of]
        origins = [one for one in origins if trace[one]["operation"] != "notify"]
        if event["lane"] in latest:
            origins.append(latest[event["lane"]])
        for origin in origins:
            mine |= before[origin] | {origin}
        before.append(mine)
        latest[event["lane"]] = index
    return before


def state_is_shown(browser, data, finding, moment):
    """The page tells of this step what the trace does: line, locks, time, arrows, threads."""
    trace, shown = finding["trace"], browser.run(SHOWN)
    index = browser.run(f"view.moments[{moment}].last")
    event = trace[index]
    expect(shown["where"] == f'Step {event["step"]} of {trace[-1]["step"]}, at {event["time_ns"] / 1e9:.2f} s',
           f'step {event["step"]}: "{shown["where"]}"')
    # What a schedule failed with is said above, and only once.
    words = event["what"].split(":")[0] if event["operation"] == "fail" else event["what"]
    expect(words in shown["now"], f'step {event["step"]} is told as "{shown["now"]}"')
    expect(shown["row"] == 1 and shown["aria"] == 1, f'step {event["step"]}: not one current row')
    if event["line"] and any(one["file"] == event["file"] for one in data["sources"]):
        expect((shown["file"], shown["line"]) == (event["file"], event["line"]), f'step {event["step"]} marks line {shown["line"]}')
    expect(shown["visible"], f'step {event["step"]}: the current line or row is scrolled out of sight')
    held = {}
    for one in trace[:index + 1]:
        held[one["lane"]] = one["held"]
    wanted = [f'holds {", ".join(held[lane])}' if held.get(lane) else "holds no lock" for lane in sorted({one["lane"] for one in trace})]
    expect([locks for _, locks in shown["threads"]] == wanted, f'step {event["step"]}: locks {shown["threads"]}, not {wanted}')
    steps = {one["step"] for one in trace[:index + 1]}
    arrows = sum(step in steps for one in trace[:index + 1] for step in one["after"])
    expect(shown["arrows"] == arrows, f'step {event["step"]}: {shown["arrows"]} arrows, not {arrows}')


def steps(browser, data):
    finding = data["check"]["findings"][0]
    moments = browser.run("view.moments.length")
    expect(moments > 1, "there is nothing to step through")
    browser.press("Home")
    state_is_shown(browser, data, finding, 0)
    for moment in range(1, moments):
        browser.press("ArrowRight")
        state_is_shown(browser, data, finding, moment)
    browser.press("ArrowRight")
    state_is_shown(browser, data, finding, moments - 1)  # There is no further.
    browser.press("ArrowLeft")
    state_is_shown(browser, data, finding, moments - 2)
    for button, moment in (("first", 0), ("back", 0), ("forward", 1), ("last", moments - 1), ("back", moments - 2)):
        browser.run(f'document.getElementById("{button}").click()')
        state_is_shown(browser, data, finding, moment)
    browser.press("End")
    state_is_shown(browser, data, finding, moments - 1)
    browser.run('document.getElementById("slider").focus()')
    browser.press("ArrowLeft")  # Once, although both the slider and the page know that key.
    state_is_shown(browser, data, finding, moments - 2)
    browser.run(f'document.querySelectorAll(".step")[0].click()')
    state_is_shown(browser, data, finding, 0)
    browser.press("End")


def last_step(browser, data, line):
    shown = browser.run(SHOWN)
    expect(shown["found"], "no line is marked")
    expect(any(line in one for one in shown["found"]), f'marked are {shown["found"]}, and not "{line}"')


def tells(browser, data):
    """The story above the lanes is the one of this kind of finding."""
    finding = data["check"]["findings"][0]
    trace = finding["trace"]
    story = browser.run('document.getElementById("story").innerText')
    sentence = browser.run('document.getElementById("sentence").textContent')
    expect(finding["message"][1:] in sentence, f'the sentence is "{sentence}"')
    racing = [index for index, event in enumerate(trace) if event.get("mark") == "racing"]
    if finding["kind"] == "data-race":
        first, second = racing
        before = happens_before(trace)
        expect(first not in before[second] and second not in before[first], "an arrow orders the two accesses")
        expect("no arrow leads from one to the other" in story, f"the story is: {story}")
        expect(browser.run('document.querySelectorAll(".arrow.race").length') == 1, "no line between the two accesses")
        latest = max((index for index in before[second] if trace[index]["lane"] == trace[first]["lane"]), default=None)
        known = f'step {trace[latest]["step"]} ' if latest is not None else "nothing that"
        expect(known in story, f'not "{known}" in: {story}')
    blocked = [event for event in trace if event.get("mark") == "blocked"]
    lost = [event for event in trace if event.get("mark") == "lost"]
    if lost:
        expect("too early" in story and f'step {lost[-1]["step"]},' in story, f"the story is: {story}")
        expect(browser.run('document.querySelectorAll(".arrow.lost").length') > 0, "no line from the lost notification")
    elif len(blocked) > 1 and all(any(event["object"] in other["held"] for other in blocked) for event in blocked):
        expect("the circle is closed" in story, f"the story is: {story}")
        expect(browser.run('document.querySelectorAll(".arrow.wait").length') == len(blocked), "the circle is not drawn")
    for event in trace:
        if event.get("mark") == "failed":
            expect(event["what"] in story, f"the story is: {story}")


def every_finding(browser, data):
    for index in range(len(data["check"]["findings"])):
        if index > 0:
            browser.run(f'document.querySelectorAll("#findings button")[{index}].click()')
        browser.press("Home")
        browser.press("ArrowRight")
        browser.press("End")
        expect(browser.run('document.querySelectorAll(".line.found").length') > 0, f"finding {index + 1} marks no line")
        if data["check"]["findings"][index]["trace"]:
            moments = browser.run("view.moments.length")
            state_is_shown(browser, data, data["check"]["findings"][index], moments - 1)
    expect(not browser.complaints, "; ".join(browser.complaints))


def raw(browser, data, root):
    """The tool's own report is there, folded, for the findings that have one, and only for them."""
    finding = data["check"]["findings"][0]
    shown = browser.run('!document.getElementById("raw").hidden')
    expect(shown == (finding["raw"] != ""), f"shown: {shown}, with a raw report of {len(finding['raw'])} characters")
    expect(finding["kind"] not in ("data-race", "static", "build") or shown, f"a {finding['kind']} without its raw report")
    if not shown:
        return
    expect(not browser.run('document.getElementById("raw").open'), "it is not folded")
    browser.run('document.querySelector("#raw summary").click()')
    seen = browser.run('document.getElementById("raw-text").innerText')
    wanted = "WARNING: ThreadSanitizer: " if finding["kind"] == "data-race" else "error: "
    expect(wanted in seen, f"it is: {seen[:200]}")
    expect(root not in seen, "its paths are not those of the checkout")
    browser.run('document.querySelector("#raw summary").click()')


def schemes(browser, url):
    for scheme in ("light", "dark"):
        for width in (1280, 390):
            browser.look(width, 900, scheme)
            browser.open(url)
            for key in ("End", "ArrowLeft", "Home"):
                browser.press(key)
                poor = browser.run(CONTRAST)
                expect(not poor, f"{scheme}, {width} wide, after {key}: {poor[:3]}")
    backs = []
    for scheme in ("light", "dark"):
        browser.look(scheme=scheme)
        backs.append(browser.run("getComputedStyle(document.body).backgroundColor"))
    expect(backs[0] != backs[1], "light and dark are the same")


def fits(browser, url):
    for width, height in ((320, 640), (390, 844), (820, 1180), (1280, 720)):
        browser.look(width, height, phone=width < 600)
        browser.open(url)
        for key in ("Home", "End"):
            browser.press(key)
            wide = browser.run("document.documentElement.scrollWidth")
            expect(wide <= width, f"{wide} wide on a screen of {width}")
        if width < 600:
            unnamed = browser.run('[...document.querySelectorAll(".step .who")].filter((one) => one.getClientRects().length === 0).length')
            expect(unnamed == 0, "a step does not say whose it is")


def can_be_heard(browser):
    """What a screen reader is given: names, landmarks, and no trap for the keyboard."""
    nodes = browser.call("Accessibility.getFullAXTree")["nodes"]
    roles = {}
    for node in nodes:
        if not node["ignored"]:
            roles.setdefault(node["role"]["value"], []).append(node.get("name", {}).get("value", ""))
    for role in ("button", "slider", "region", "navigation", "table", "columnheader"):
        expect(all(roles.get(role, [""])) or role in ("slider", "table", "columnheader", "navigation", "button") and role not in roles,
               f"a {role} has no name: {roles.get(role)}")
    for role in ("main", "heading"):
        expect(roles.get(role), f"there is no {role}")
    expect(len(roles.get("StaticText", [])) > 5, "there is nothing to read")


def starter_line(folder):
    """What exercise.toml says the starter's line is; "" when it names none. (Python 3.10 reads no TOML.)"""
    starter = (folder / "exercise.toml").read_text().partition("[starter]")[2].partition("\n[")[0]
    found = re.search(r"""^line = (?:'(.*)'|(".*"))""", starter, re.MULTILINE)
    return "" if not found else found[1] if found[2] is None else json.loads(found[2])


def check_exercise(browser, folder, page, test):
    identity = folder.name
    url = page.as_uri()
    browser.look()
    browser.open(url)
    data = browser.run(DATA)
    finding = data["check"]["findings"][0]
    test(f"the page of {identity} opens without a complaint", lambda: expect(not browser.complaints, "; ".join(browser.complaints)))
    test(f"the page of {identity} marks the line at the last step", lambda: last_step(browser, data, starter_line(folder)))
    test(f"the page of {identity} tells what happened", lambda: tells(browser, data))
    if finding["trace"]:
        test(f"the page of {identity} is stepped through by keys and buttons", lambda: steps(browser, data))
    test(f"the page of {identity} has the tool's own report", lambda: raw(browser, data, str(folder.parent.parent)))
    test(f"the page of {identity} shows each finding", lambda: every_finding(browser, data))
    test(f"the page of {identity} can be heard", lambda: can_be_heard(browser))
    test(f"the page of {identity} can be read in light and dark", lambda: schemes(browser, url))
    test(f"the page of {identity} fits on every screen", lambda: fits(browser, url))


def check_others(browser, pages, test):
    def evil():
        browser.open((pages / "evil.html").as_uri())
        expect(not browser.complaints, "; ".join(browser.complaints))
        expect(browser.run("typeof pwned") == "undefined", "the answer's script ran")
        expect(browser.run('document.querySelectorAll("img, b").length') == 0, "the answer's HTML is in the page")
        expect("</script><img" in browser.run('document.getElementById("table").textContent'), "what the answer says is not shown")
        expect("</script><script>pwned" in browser.run('document.getElementById("files").textContent'), "the source is not shown")

    def passed():
        browser.open((pages / "pass.html").as_uri())
        expect(not browser.complaints, "; ".join(browser.complaints))
        expect(browser.run('document.getElementById("headline").textContent') == "Right", "it does not say so")
        expect("schedules" in browser.run('document.getElementById("sentence").textContent'), "it does not say what was played")
        expect(browser.run('document.getElementById("controls").getClientRects().length') == 0, "there is something to step through")

    def broken():
        browser.open((pages / "broken.html").as_uri())
        expect(not browser.complaints, "; ".join(browser.complaints))
        last_step(browser, None, "void Serve(")

    browser.look()
    test("the page of an answer that speaks HTML shows it as text", evil)
    test("the page of a pass says so", passed)
    test("the page of what does not compile shows the line", broken)


def main():
    exercises, pages = (pathlib.Path(word).resolve() for word in sys.argv[1:])
    path = find_browser()
    if not path:
        print("not ok a browser is here: there is none; next: ./setup --all, or RACELINGS_BROWSER=/path/to/chromium")
        return 1
    failed = 0

    with Browser(path) as browser:
        def test(name, body):
            nonlocal failed
            try:
                body()
                print(f"ok {name}", flush=True)
            except (Failure, RuntimeError) as problem:
                failed += 1
                print(f"not ok {name}: {problem}", flush=True)

        for folder in sorted(one for one in exercises.iterdir() if one.is_dir()):
            check_exercise(browser, folder, pages / f"{folder.name}.html", test)
        check_others(browser, pages, test)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
