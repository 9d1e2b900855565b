"use strict";
/* Reads the page aloud with the browser's own voice, where it has one for the page's language. The
   text is the same for every page, so that a site can allow it by one hash: docs/deploying.md. */
{
  const synthesis = window.speechSynthesis;
  const everything = document.getElementById("read-aloud");
  const main = document.querySelector("main");
  const pageTag = document.documentElement.lang;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const BLOCKS = "h1, h2, h3, h4, p, li, th, td, address, .strip-cell";
  const UNSPOKEN = "nav, button, [aria-hidden=true], .untranslated-mark, .line-number";
  const INVISIBLE = /[\u200b\u2060\u2066\u2068\u2069]/g;
  let reading = 0;
  let utterance = null;
  let marked = null;

  // Scripts and regions that a tag leaves out are filled in: “zh-TW” is in Traditional letters.
  function localeOf(tag) {
    try {
      return new Intl.Locale(tag.replaceAll("_", "-")).maximize();
    } catch {
      return null;
    }
  }

  // Only voices of the device itself: others send the text, and so what a patient reads, elsewhere.
  function voiceFor(tag) {
    const wanted = localeOf(tag);
    const fit = (voice) => {
      const locale = localeOf(voice.lang);
      if (!wanted || !locale || locale.language !== wanted.language) return 0;
      return 1 + 4 * (locale.script === wanted.script) + 2 * (locale.region === wanted.region)
        + voice.default;
    };
    const voices = synthesis.getVoices().filter((voice) => voice.localService && fit(voice));
    return voices.sort((one, other) => fit(other) - fit(one))[0] ?? null;
  }

  // A number to call is said digit by digit.
  function spoken(text) {
    const words = text.data.replace(INVISIBLE, "");
    if (!text.parentElement.closest(".phone, .call")) return words;
    return words.replace(/^[(\s]+/, " ").replace(/(?!^)[()\s-]+/g, ", ").replace(/[0-9](?=[0-9])/g, "$& ");
  }

  // What is seen, a piece for each sentence of a block in one language.
  function piecesOf(part) {
    const runs = [];
    const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      const parent = text.parentElement;
      if (parent.closest(UNSPOKEN) || !parent.getClientRects().length) continue;
      const block = parent.closest(BLOCKS) ?? parent;
      const tag = parent.closest("[lang]").lang;
      const last = runs[runs.length - 1];
      if (last && last.block === block && last.tag === tag) last.words += spoken(text);
      else runs.push({ block, tag, words: spoken(text) });
    }
    return runs.flatMap(({ block, tag, words }) => sentencesOf(words, tag)
      .map((sentence) => ({ block, tag, words: sentence })));
  }

  function sentencesOf(words, tag) {
    const plain = words.replace(/\s+/g, " ").trim();
    if (!plain) return [];
    if (!Intl.Segmenter) return [plain];
    const found = new Intl.Segmenter(tag, { granularity: "sentence" }).segment(plain);
    return Array.from(found, ({ segment }) => segment.trim()).filter(Boolean);
  }

  function mark(block) {
    if (marked === block) return;
    marked?.classList.remove("being-read");
    marked = block;
    if (!block) return;
    block.classList.add("being-read");
    const { top, bottom } = block.getBoundingClientRect();
    if (top < innerHeight / 4 || bottom > innerHeight * 0.85) {
      block.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
    }
  }

  function press(button, is) {
    button.setAttribute("aria-pressed", is);
  }

  function stop() {
    reading += 1;
    utterance = null;
    synthesis.cancel();
    mark(null);
    document.documentElement.classList.remove("reading");
    for (const button of document.querySelectorAll(".read-aloud")) press(button, false);
  }

  function read(button, part) {
    stop();
    const pieces = piecesOf(part);
    const mine = reading;
    document.documentElement.classList.add("reading");
    press(button, true);
    press(everything, true);
    const say = (index) => {
      if (mine !== reading) return;
      if (index === pieces.length) {
        stop();
        return;
      }
      const { block, tag, words } = pieces[index];
      mark(block);
      // Some browsers forget one that nothing holds, and never say that it ended.
      utterance = new SpeechSynthesisUtterance(words);
      utterance.lang = tag;
      utterance.voice = voiceFor(tag) ?? voiceFor(pageTag);
      utterance.onend = () => say(index + 1);
      utterance.onerror = () => mine === reading && stop();
      synthesis.speak(utterance);
    };
    say(0);
  }

  function pressed(button, part) {
    if (button.getAttribute("aria-pressed") === "true") stop();
    else read(button, part);
  }

  // A part is read by the button beside its heading.
  function addButton(heading) {
    const button = everything.cloneNode(true);
    button.querySelector("#read-aloud-words").remove();
    button.id = `read-aloud.${heading.id}`;
    button.className = "read-aloud part";
    button.setAttribute("aria-labelledby", `read-aloud-words ${heading.id}`);
    button.addEventListener("click", () => pressed(button, heading.closest("section")));
    const head = document.createElement("div");
    head.className = "part-head";
    heading.replaceWith(head);
    head.append(heading, button);
  }

  function offer() {
    const silent = !voiceFor(pageTag);
    for (const button of document.querySelectorAll(".read-aloud")) button.hidden = silent;
  }

  if (synthesis && window.SpeechSynthesisUtterance && window.Intl?.Locale && everything) {
    everything.addEventListener("click", () => pressed(everything, main));
    main.querySelectorAll("section > h2[id]").forEach(addButton);
    document.addEventListener("keydown", (event) => event.key === "Escape" && stop());
    for (const leaving of ["pagehide", "beforeprint"]) window.addEventListener(leaving, stop);
    synthesis.onvoiceschanged = offer;
    offer();
  }
}
