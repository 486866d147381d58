// Says below a field for a time, while it is typed, what is promised: day, time and zone, and in how many hours. Which
// zones put their clocks forward and back, and when, stands in the page: browser and server never disagree.
"use strict";

const DAY_NAMES = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTH_NAMES = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const MINUTE = 60_000;

const two = (number) => String(number).padStart(2, "0");

// A zone as [name, [[from when in seconds, minutes ahead of UTC, letters], …]].
class Zone {
  constructor(text) {
    const [name, rows] = JSON.parse(text);
    this.name = name;
    this.rows = rows.map(([start, offset, letters]) => ({ start: start * 1000, offset: offset * MINUTE, letters }));
  }

  at(time) {
    return this.rows.findLast((row) => row.start <= time);
  }

  // What clocks show, as a date whose UTC parts are to be read.
  shown(time) {
    return new Date(time + this.at(time).offset);
  }

  // The moments at which clocks show this: none, one or two.
  readings(shown) {
    const found = this.rows.map((row) => shown - row.offset).filter((time, index) => {
      const next = this.rows[index + 1];
      return time >= this.rows[index].start && (!next || time < next.start);
    });
    return [...new Set(found)].sort((one, other) => one - other);
  }

  // The change that leaves a time out: what clocks show before it and after it.
  change(shown) {
    const index = this.rows.findIndex((row, place) => place && shown >= row.start + this.rows[place - 1].offset && shown < row.start + row.offset);
    if (index < 0) return null;
    return [this.rows[index - 1], this.rows[index]].map((row) => new Date(this.rows[index].start + row.offset));
  }
}

const clock = (date) => `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
const dayOf = (date) => `${DAY_NAMES[date.getUTCDay()]} ${date.getUTCDate()} ${MONTH_NAMES[date.getUTCMonth()]} ${date.getUTCFullYear()}`;

function distance(span) {
  let minutes = Math.floor(span / MINUTE);
  let hours = Math.floor(minutes / 60);
  minutes %= 60;
  const days = Math.floor(hours / 24);
  hours %= 24;
  if (days) return `in ${days} ${days === 1 ? "day" : "days"}${hours ? ` ${hours} h` : ""}`;
  if (hours) return `in ${hours} h${minutes ? ` ${minutes} min` : ""}`;
  return minutes ? `in ${minutes} min` : "in less than a minute";
}

class Moment {
  constructor(box) {
    this.box = box;
    [this.day, this.time, this.which] = box.querySelectorAll("input, select");
    this.zone = new Zone(box.dataset.zone);
    this.paper = new Zone(box.dataset.paper);
    this.promise = box.querySelector(".desk-promise");
    this.ahead = box.dataset.now * 1000 - Date.now(); // the server's clock counts
    box.addEventListener("input", () => this.say());
    this.say();
  }

  now() {
    return Date.now() + this.ahead;
  }

  say() {
    const shown = Date.parse(`${this.day.value}T${this.time.value}:00Z`);
    const isKnown = shown < this.zone.rows[0].start + 11 * 365 * 24 * 60 * MINUTE; // what lies further the server says
    const found = isKnown && shown > this.zone.rows[0].start ? this.zone.readings(shown) : [];
    this.offer(found.length === 2 ? found : []);
    const words = this.words(shown, found, isKnown);
    if (this.promise.textContent !== words) this.promise.textContent = words;
  }

  words(shown, found, isKnown) {
    if (found.length === 1) return this.sentence(found[0]);
    if (found.length === 2 && this.which.value) return this.sentence(found[this.which.value]);
    if (found.length === 2) return `This hour comes twice that night, as the clocks are put back. Choose the first or the second.`;
    const change = isKnown && this.zone.change(shown);
    if (change) return `There is no such time in ${this.zone.name}: the clocks are put forward from ${clock(change[0])} to ${clock(change[1])}.`;
    return this.box.dataset.empty;
  }

  sentence(time) {
    const [mine, paper] = [this.zone.shown(time), this.paper.shown(time)];
    let words = `${dayOf(mine)}, ${clock(mine)} ${this.zone.at(time).letters}`;
    if (mine.getTime() !== paper.getTime()) {
      const day = dayOf(mine) === dayOf(paper) ? "" : `${dayOf(paper)}, `;
      words += ` (paper: ${day}${clock(paper)} ${this.paper.at(time).letters})`;
    }
    words = this.box.dataset.says.replace("{}", words);
    return time > this.now() ? `${words}, ${distance(time - this.now())}.` : `${words}. That time has passed.`;
  }

  offer(found) {
    this.which.hidden = this.which.disabled = found.length === 0;
    if (!found.length) return;
    const options = found.map((time, place) => {
      const words = `${["First", "Second"][place]}, ${clock(this.zone.shown(time))} ${this.zone.at(time).letters}`;
      return new Option(words, place, false, this.which.value === String(place));
    });
    this.which.replaceChildren(new Option("First or second?", ""), ...options);
    this.which.selectedIndex = options.findIndex((option) => option.selected) + 1;
  }
}

const moments = [...document.querySelectorAll(".desk-moment")].map((box) => new Moment(box));
if (moments.length) setInterval(() => moments.forEach((moment) => moment.say()), 10_000);
