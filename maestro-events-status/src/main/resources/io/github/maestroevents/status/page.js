'use strict';
(function () {
  // What comes from the host is put in with textContent and attributes alone, never as HTML.
  const WORDS = {HEALTHY: 'Healthy', DEGRADED: 'Degraded', FAILING: 'Failing', PAUSED: 'Paused', ENDED: 'Ended',
    WAITING: 'Loading', LOST: 'No connection'};
  const ICONS = {HEALTHY: '✓', DEGRADED: '!', FAILING: '✕', PAUSED: '‖', ENDED: '■', WAITING: '…', LOST: '?'};
  const WORST = ['FAILING', 'DEGRADED', 'PAUSED', 'HEALTHY', 'ENDED'];
  const RETRY_MILLIS = 2000;
  const SILENCE_MILLIS = 8000;
  const KEPT = {seconds: 600, minutes: 1440};
  const MOST_SPAN = {seconds: 600000, minutes: 86400000};
  const LEAST_SPAN = {seconds: 60000, minutes: 600000};
  const SVG = 'http://www.w3.org/2000/svg';

  const cards = new Map();
  let columns = {};
  let range = 'seconds';
  let csrf = null;
  let lastHeard = 0;
  let source = null;

  const byId = id => document.getElementById(id);

  function make(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  }

  /** Changes the page only where the text has changed, so that a screen reader is left in peace. */
  function say(element, text) {
    if (element.textContent !== text) {
      element.textContent = text;
    }
  }

  function mark(element, name, value) {
    if (element.getAttribute(name) !== value) {
      element.setAttribute(name, value);
    }
  }

  // ---- figures as people read them

  const grouped = new Intl.NumberFormat('en', {maximumFractionDigits: 0});

  function count(number) {
    return grouped.format(number);
  }

  function short(number) {
    if (number >= 1e6) return (number / 1e6).toFixed(number >= 1e7 ? 0 : 1) + 'M';
    if (number >= 1e4) return (number / 1e3).toFixed(number >= 1e5 ? 0 : 1) + 'k';
    return number > 0 && number < 10 && number % 1 !== 0 ? number.toFixed(1) : count(number);
  }

  function bytes(number) {
    const units = ['B', 'KB', 'MB', 'GB', 'TB'];
    let unit = 0;
    while (number >= 1024 && unit < units.length - 1) {
      number /= 1024;
      unit++;
    }
    return (unit === 0 || number >= 100 ? number.toFixed(0) : number.toFixed(1)) + ' ' + units[unit];
  }

  function span(millis) {
    if (millis < 1) return '<1 ms';
    if (millis < 1000) return Math.round(millis) + ' ms';
    if (millis < 10000) return (millis / 1000).toFixed(1) + ' s';
    if (millis < 120000) return Math.round(millis / 1000) + ' s';
    if (millis < 7200000) return Math.round(millis / 60000) + ' min';
    if (millis < 172800000) return (millis / 3600000).toFixed(1) + ' h';
    return (millis / 86400000).toFixed(1) + ' days';
  }

  function percent(ratio) {
    if (ratio >= 1) return '100%';
    const digits = ratio > 0.999 ? 4 : ratio > 0.9 ? 2 : 1;
    const factor = Math.pow(10, digits + 2);
    return (Math.floor(ratio * factor) / factor * 100).toFixed(digits) + '%';
  }

  function clock(millis) {
    const time = new Date(millis);
    const text = time.toLocaleTimeString('en-GB');
    return new Date().toDateString() === time.toDateString() ? text
        : time.toLocaleDateString('en-GB', {day: 'numeric', month: 'short'}) + ' ' + text;
  }

  // ---- charts

  const CHARTS = [
    {title: 'Per second', unit: short, main: ['delivered', perSecond('DELIVERED')], second: ['accepted', perSecond('ACCEPTED')]},
    {title: 'Latency', unit: span, main: ['99%', millis('P99_MICROS')], second: ['50%', millis('P50_MICROS')]},
    {title: 'Undelivered events', unit: short, main: ['events', row => row[columns.UNDELIVERED]]},
    {title: 'Age of the oldest', unit: span, main: ['age', row => row[columns.OLDEST_AGE_MILLIS]]},
  ];

  function perSecond(name) {
    return row => row[columns[name]] * 1000 / Math.max(row[columns.SPAN_MILLIS], 1);
  }

  function millis(name) {
    return row => row[columns[name]] < 0 ? null : row[columns[name]] / 1000;
  }

  function makeChart(spec) {
    const key = make('span', {class: 'key'}, make('span', {}, spec.main[0]));
    if (spec.second) key.append(make('span', {class: 'second'}, spec.second[0]));
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('viewBox', '0 0 600 100');
    svg.setAttribute('preserveAspectRatio', 'none');
    svg.setAttribute('role', 'img');
    const paths = {};
    for (const name of ['grid', 'area', 'second', 'main']) {
      paths[name] = document.createElementNS(SVG, 'path');
      paths[name].setAttribute('class', name);
      svg.append(paths[name]);
    }
    paths.grid.setAttribute('d', 'M0 50H600M0 0H600');
    const most = make('span', {class: 'most', 'aria-hidden': 'true'});
    const from = make('span');
    const root = make('div', {class: 'chart'}, make('h3', {}, spec.title, spec.second ? key : ''),
        make('div', {class: 'plot'}, svg, most), make('div', {class: 'axis', 'aria-hidden': 'true'}, from, make('span', {}, 'now')));
    return {root, svg, paths, most, from, spec};
  }

  function points(rows, read, now, width) {
    return rows.map(row => ({x: 600 - (now - row[columns.END_MILLIS]) / width * 600, y: read(row), end: row[columns.END_MILLIS]}))
        .filter(point => point.x >= 0);
  }

  /** A line that has gaps where nothing was measured. */
  function line(dots, most, closed) {
    const gap = range === 'seconds' ? 5000 : 180000;
    let path = '';
    let start = null;
    let last = null;
    for (const dot of dots) {
      if (dot.y === null) continue;
      const y = (100 - dot.y / most * 100).toFixed(1);
      if (last === null || dot.end - last.end > gap) {
        if (closed && last !== null) path += 'V100H' + start.x.toFixed(1) + 'Z';
        path += 'M' + dot.x.toFixed(1) + ' ' + (closed ? '100V' : '') + y;
        start = dot;
      } else {
        path += 'L' + dot.x.toFixed(1) + ' ' + y;
      }
      last = dot;
    }
    return path + (closed && last !== null ? 'V100H' + start.x.toFixed(1) + 'Z' : '');
  }

  function niceMost(value) {
    if (value <= 0) return 1;
    const power = Math.pow(10, Math.floor(Math.log10(value)));
    for (const step of [1, 2, 2.5, 5, 10]) {
      if (value <= step * power) return step * power;
    }
    return value;
  }

  /** As wide as there is history: a young host has no empty charts. */
  function chartWidth(rows, now) {
    const age = rows.length ? now - rows[0][columns.END_MILLIS] : 0;
    return Math.max(LEAST_SPAN[range], Math.min(age, MOST_SPAN[range]));
  }

  function drawChart(chart, rows, now) {
    const width = chartWidth(rows, now);
    const main = points(rows, chart.spec.main[1], now, width);
    const second = chart.spec.second ? points(rows, chart.spec.second[1], now, width) : [];
    const values = main.map(point => point.y).filter(y => y !== null);
    const all = values.concat(second.map(point => point.y).filter(y => y !== null));
    const most = niceMost(Math.max(0, ...all));
    chart.paths.main.setAttribute('d', line(main, most, false));
    chart.paths.area.setAttribute('d', line(main, most, true));
    chart.paths.second.setAttribute('d', line(second, most, false));
    say(chart.most, all.length ? chart.spec.unit(most) : '');
    say(chart.from, span(width) + ' ago');
    const what = chart.spec.title + ', ' + chart.spec.main[0] + ', last ' + span(width) + ': ';
    mark(chart.svg, 'aria-label', what + (values.length === 0 ? 'nothing yet'
        : 'now ' + chart.spec.unit(values[values.length - 1]) + ', least ' + chart.spec.unit(Math.min(...values))
            + ', most ' + chart.spec.unit(Math.max(...values))));
  }

  // ---- a card for each destination

  const FIGURES = [['success', 'Success'], ['rate', 'Delivered'], ['latency', 'Latency, 99%'], ['oldest', 'Oldest waits for'],
    ['undelivered', 'Undelivered'], ['deadLettered', 'Dead letters'], ['lost', 'Dropped']];
  const TABLES = {
    problems: {title: 'Last problems', columns: [['Time', 'time'], ['Problem', 'long']],
      cells: problem => [clock(problem.time), problem.text]},
    failures: {title: 'Last failed attempts', columns: [['Time', 'time'], ['Events', 'number'], ['Delivered', 'number'], ['Took', 'number'], ['Failure', 'long']],
      cells: attempt => [clock(attempt.time), count(attempt.events), count(attempt.delivered), span(attempt.micros / 1000), attempt.failure || '']},
    attempts: {title: 'Last attempts', columns: [['Time', 'time'], ['Events', 'number'], ['Size', 'number'], ['Took', 'number'], ['Outcome', 'long']],
      cells: attempt => [clock(attempt.time), count(attempt.events), bytes(attempt.bytes), span(attempt.micros / 1000),
        attempt.delivered === attempt.events ? 'all delivered' : count(attempt.delivered) + ' delivered, ' + count(attempt.failed) + ' failed, ' + count(attempt.rejected) + ' rejected']},
    deadLetters: {title: 'Last dead letters', columns: [['Time', 'time'], ['Type', ''], ['Event', ''], ['Workflow', ''], ['Key', ''], ['Reason', ''], ['Attempts', 'number'], ['Cause', 'long']],
      cells: letter => [clock(letter.time), letter.type, letter.id, letter.workflow, letter.key, letter.reason, count(letter.attempts), letter.cause]},
    totals: {title: 'All figures', columns: [['Figure', ''], ['Value', 'number']], cells: pair => pair},
  };

  function makeCard(id) {
    const card = {id, parts: {}, tables: {}, rows: {seconds: [], minutes: []}, state: null, name: ''};
    const part = card.parts;
    part.name = make('bdi');
    part.icon = make('span', {class: 'icon', 'aria-hidden': 'true'});
    part.word = make('span', {class: 'word'});
    part.pill = make('p', {class: 'pill'}, part.icon, part.word);
    part.buttons = make('div', {class: 'buttons'});
    part.said = make('p', {class: 'said', role: 'status'});
    part.reasons = make('ul', {class: 'reasons', 'aria-label': 'Why'});
    const heading = make('h2', {id: 'name-' + id}, part.name);
    const figures = make('dl', {class: 'figures'});
    for (const [key, title] of FIGURES) {
      part[key] = make('dd', {'data-figure': key}, '–');
      part[key + 'Title'] = make('dt', {}, title);
      figures.append(make('div', {}, part[key + 'Title'], part[key]));
    }
    card.charts = CHARTS.map(makeChart);
    part.queue = makeFill('Queue');
    part.journal = makeFill('Journal');
    part.waits = make('ul', {class: 'waits'});
    const lower = make('div', {class: 'lower'},
        make('div', {}, part.queue.root, part.journal.root),
        make('div', {}, make('h3', {}, 'Why events wait'), part.waits));
    card.root = make('section', {class: 'card', id: 'card-' + id, 'aria-labelledby': 'name-' + id, tabindex: '-1'},
        make('div', {class: 'top'}, heading, part.pill, part.buttons, part.said),
        part.reasons, figures, make('div', {class: 'charts'}, ...card.charts.map(chart => chart.root)), lower);
    const more = make('div', {class: 'more'});
    card.root.append(more);
    for (const [key, spec] of Object.entries(TABLES)) {
      card.tables[key] = makeTable(spec);
      more.append(card.tables[key].root);
    }
    makeResend(card, more);
    part.settings = make('p', {class: 'settings'});
    more.append(make('details', {}, make('summary', {}, 'Settings in force'), part.settings));
    card.link = make('a', {href: '#card-' + id});
    byId('destinations').append(card.root);
    byId('overview').append(card.link);
    return card;
  }

  function makeFill(title) {
    const bar = make('i');
    const text = make('span');
    const box = make('div', {class: 'bar', 'aria-hidden': 'true'}, bar);
    return {root: make('div', {class: 'fill'}, make('h3', {}, title), box, text), box, bar, text};
  }

  function makeTable(spec) {
    const body = make('tbody');
    const number = make('span', {class: 'count'});
    const head = make('tr');
    for (const [title, kind] of spec.columns) head.append(make('th', {scope: 'col', class: kind}, title));
    const none = make('p', {class: 'none'}, 'None.');
    const table = make('table', {'aria-label': spec.title}, make('thead', {}, head), body);
    const scroll = make('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': spec.title}, table);
    const root = make('details', {}, make('summary', {}, spec.title + ' ', number), none, scroll);
    return {root, body, none, scroll, number, spec, shown: ''};
  }

  function fillTable(table, items) {
    const text = JSON.stringify(items);
    if (table.shown === text && items.length) return;
    table.shown = text;
    say(table.number, table.spec === TABLES.totals ? '' : items.length ? '(' + items.length + ')' : '(none)');
    table.none.hidden = items.length > 0;
    table.scroll.hidden = items.length === 0;
    if (!table.root.open) {
      table.pending = items;
      return;
    }
    showRows(table, items);
  }

  function showRows(table, items) {
    table.pending = null;
    table.body.replaceChildren(...items.map(item => make('tr', {}, ...table.spec.cells(item).map((cell, i) =>
        make('td', {class: table.spec.columns[i][1]}, make('bdi', {}, String(cell)))))));
  }

  function showFill(fill, used, most, format, absent) {
    fill.root.hidden = absent;
    const share = most > 0 ? used / most : 0;
    fill.bar.style.width = Math.min(100, share * 100) + '%';
    fill.box.hidden = most <= 0;
    mark(fill.box, 'data-full', share >= 0.8 ? 'yes' : 'no');
    say(fill.text, format(used) + (most > 0 ? ' of ' + format(most) + ', ' + (share * 100).toFixed(share < 0.1 ? 1 : 0) + '% full' : ', without a bound'));
  }

  function showList(list, texts) {
    if (JSON.stringify(texts) === list.shown) return;
    list.shown = JSON.stringify(texts);
    list.replaceChildren(...texts.map(text => make('li', {}, make('bdi', {}, text))));
  }

  /** Each with its name, which is that of the health elsewhere, and its text. */
  function showReasons(list, reasons) {
    const text = JSON.stringify(reasons);
    if (text === list.shown) return;
    list.shown = text;
    list.replaceChildren(...reasons.map(reason => make('li', {'data-reason': reason.reason},
        make('b', {}, sentence(reason.reason) + ':'), ' ', make('bdi', {}, reason.text))));
  }

  function sentence(name) {
    return name[0] + name.slice(1).toLowerCase().replaceAll('_', ' ');
  }

  function keep(rows, more, most) {
    for (const row of more) {
      if (rows.length === 0 || row[columns.END_MILLIS] > rows[rows.length - 1][columns.END_MILLIS]) rows.push(row);
    }
    rows.splice(0, Math.max(0, rows.length - most));
  }

  function showCard(card, data) {
    const part = card.parts;
    const figures = data.figures;
    card.data = data;
    if (card.state !== null && card.state !== data.state) {
      byId('announcer').textContent = data.shown + ': ' + WORDS[data.state] + '. ' + (data.reasons.length ? data.reasons[0].text : '');
    }
    card.state = data.state;
    mark(card.root, 'data-state', data.state);
    mark(part.pill, 'data-state', data.state);
    say(part.icon, ICONS[data.state]);
    say(part.word, WORDS[data.state]);
    say(part.name, data.shown);
    mark(card.link, 'data-state', data.state);
    say(card.link, ICONS[data.state] + ' ' + data.shown);
    mark(card.link, 'aria-label', data.shown + ', ' + WORDS[data.state]);
    showButtons(card, data);
    showResend(card, data);
    showReasons(part.reasons, data.reasons);
    keep(card.rows.seconds, data.seconds, KEPT.seconds);
    keep(card.rows.minutes, data.minutes, KEPT.minutes);
    const lastRow = card.rows.seconds[card.rows.seconds.length - 1];
    const recent = card.rows.seconds.slice(-5);
    const covered = recent.reduce((sum, row) => sum + row[columns.SPAN_MILLIS], 0);
    const delivered = recent.reduce((sum, row) => sum + row[columns.DELIVERED], 0);
    const silent = lastRow && data.now - lastRow[columns.END_MILLIS] > 5000;
    showUnit(part.rate, covered && !silent ? short(delivered * 1000 / covered) : '0', '/s');
    const known = recent.map(row => row[columns.P99_MICROS]).filter(micros => micros >= 0);
    say(part.latency, known.length ? span(Math.max(...known) / 1000) : '–');
    say(part.oldest, figures.oldestAgeMillis < 0 ? '–' : span(figures.oldestAgeMillis));
    say(part.undelivered, count(figures.undelivered));
    say(part.deadLettered, count(figures.deadLettered));
    say(part.lost, count(figures.dropped + figures.discarded + figures.quarantined));
    showFill(part.queue, figures.queued, figures.queueCapacity, number => count(number) + (number === 1 ? ' event' : ' events'), figures.queueCapacity === 0);
    showFill(part.journal, figures.journalBytes, figures.journalMaxBytes, bytes,
        figures.journalBytes === 0 && figures.journalMaxBytes === 0 && figures.journalEvents === 0);
    showList(part.waits, data.waits.length ? data.waits.map(wait => wait.text + (wait.time === null ? '' : ' ' + clock(wait.time) + '.')) : ['Nothing waits.']);
    for (const key of ['problems', 'failures', 'attempts', 'deadLetters']) fillTable(card.tables[key], data[key]);
    fillTable(card.tables.totals, totals(figures));
    say(part.settings, data.settings);
    draw(card);
  }

  function showUnit(element, value, unit) {
    if (element.dataset.value !== value + unit) {
      element.dataset.value = value + unit;
      element.replaceChildren(value, make('small', {}, ' ' + unit));
    }
  }

  function totals(figures) {
    const names = {accepted: 'Accepted', recovered: 'Recovered from the journal', rejected: 'Rejected', dropped: 'Dropped', delivered: 'Delivered',
      filtered: 'Filtered', deadLettered: 'Dead-lettered', discarded: 'Discarded', quarantined: 'Quarantined', retried: 'Attempts repeated',
      retriedInDoubt: 'Of these, in doubt', spilled: 'Spilled to the journal', queued: 'Queued', waiting: 'Waiting', inFlight: 'In flight', journaled: 'Only in the journal'};
    return Object.entries(names).map(([key, title]) => [title, count(figures[key])])
        .concat([['Held in memory', bytes(figures.heldBytes)], ['Circuit', figures.circuit.toLowerCase().replace('_', ' ')],
          ['Books', figures.balanced ? 'balance' : 'do not balance']]);
  }

  function draw(card) {
    if (!card.data) return;
    const rows = card.rows[range].length || range === 'seconds' ? card.rows[range] : card.rows.seconds;
    for (const chart of card.charts) drawChart(chart, rows, card.data.now);
    showSuccess(card, rows);
  }

  /** Of the events whose fate was sealed in the time that the charts show; smaller, since the start. */
  function showSuccess(card, rows) {
    let delivered = 0;
    let lost = 0;
    const oldest = card.data.now - chartWidth(rows, card.data.now);
    for (const row of rows) {
      if (row[columns.END_MILLIS] < oldest) continue;
      delivered += row[columns.DELIVERED];
      lost += row[columns.DEAD_LETTERED] + row[columns.LOST];
    }
    say(card.parts.successTitle, 'Success, last ' + span(chartWidth(rows, card.data.now)));
    const ratio = delivered + lost > 0 ? percent(delivered / (delivered + lost)) : '–';
    showUnit(card.parts.success, ratio, percent(card.data.figures.successRatio) + ' since start');
  }

  // ---- actions

  function showButtons(card, data) {
    const wanted = data.operable ? [data.figures.paused ? 'resume' : 'pause', 'flush'] : [];
    if (card.actions === wanted.join()) return;
    const focused = card.parts.buttons.contains(document.activeElement);
    card.actions = wanted.join();
    card.parts.buttons.replaceChildren(...wanted.map(action => {
      const button = make('button', {type: 'button', 'data-action': action}, action[0].toUpperCase() + action.slice(1));
      button.setAttribute('aria-describedby', 'name-' + card.id);
      button.addEventListener('click', () => act(card, action));
      return button;
    }));
    if (focused && card.parts.buttons.firstChild) card.parts.buttons.firstChild.focus();
  }

  async function act(card, action) {
    if (card.busy) return;
    card.parts.said.textContent = '…';
    const answer = await post(card, action, {});
    card.parts.said.textContent = answer.text;
  }

  /** One at a time. The button is not disabled: it would lose the focus. */
  async function post(card, action, more) {
    card.busy = true;
    try {
      const answer = await fetch('action', {method: 'POST', headers: {'X-Maestro-Status': csrf || ''},
        body: new URLSearchParams({do: action, id: card.id, destination: card.data.name, ...more})});
      return {ok: answer.ok, text: await answer.text()};
    } catch (failure) {
      return {ok: false, text: 'The host did not answer.'};
    } finally {
      card.busy = false;
    }
  }

  // ---- dead letters, sent again

  const REASONS = ['', 'REJECTED', 'RETRIES_EXHAUSTED', 'NOT_ENCODABLE', 'TOO_LARGE', 'CROWDED_OUT', 'NOT_JOURNALED', 'CLOSED'];
  const FIELDS = [['type', 'Type'], ['workflow', 'Workflow begins with, or matches *'], ['event', 'Event id'],
    ['since', 'Given up from', 'datetime-local'], ['until', 'Until', 'datetime-local']];

  function makeResend(card, more) {
    const resend = {fields: {}, counted: null};
    const form = make('form', {class: 'filter'});
    for (const [name, title, type] of FIELDS) {
      resend.fields[name] = make('input', {type: type || 'text', name, autocomplete: 'off', spellcheck: 'false', step: '1'});
      form.append(make('label', {}, title, resend.fields[name]));
    }
    resend.fields.reason = make('select', {name: 'reason'},
        ...REASONS.map(reason => make('option', {value: reason}, reason || 'any')));
    form.append(make('label', {}, 'Reason', resend.fields.reason));
    form.append(make('button', {type: 'submit', 'data-resend': 'check'}, 'Count, send nothing'));
    resend.said = make('p', {class: 'counted', role: 'status'});
    resend.first = make('ul', {class: 'waits first', 'aria-label': 'The first of them'});
    resend.confirm = make('button', {type: 'button', 'data-resend': 'confirm'});
    resend.confirm.hidden = true;
    resend.progress = make('p', {class: 'progress', role: 'status'});
    resend.stop = make('button', {type: 'button', 'data-resend': 'stop'}, 'Stop');
    resend.stop.hidden = true;
    resend.note = make('p', {class: 'note'});
    resend.form = form;
    resend.root = make('details', {class: 'resend'}, make('summary', {}, 'Send dead letters again'),
        resend.note, form, resend.said, resend.first, resend.confirm, resend.progress, resend.stop);
    form.addEventListener('submit', event => {
      event.preventDefault();
      checkResend(card);
    });
    form.addEventListener('input', () => forgetCount(resend));
    resend.confirm.addEventListener('click', () => confirmResend(card));
    resend.stop.addEventListener('click', async () => {
      if (!card.busy) say(resend.said, (await post(card, 'resend-stop', {})).text);
    });
    card.resend = resend;
    more.append(resend.root);
  }

  function forgetCount(resend) {
    resend.counted = null;
    resend.confirm.hidden = true;
    resend.first.replaceChildren();
    say(resend.said, '');
  }

  function filterOf(resend) {
    const filter = {};
    for (const [name, input] of Object.entries(resend.fields)) {
      filter[name] = input.type === 'datetime-local' && input.value ? new Date(input.value).toISOString() : input.value;
    }
    return filter;
  }

  async function checkResend(card) {
    const resend = card.resend;
    if (card.busy) return;
    forgetCount(resend);
    say(resend.said, 'Counting…');
    const answer = await post(card, 'resend-check', filterOf(resend));
    if (!answer.ok) {
      say(resend.said, answer.text);
      return;
    }
    const found = JSON.parse(answer.text);
    const letters = count(found.count) + (found.count === 1 ? ' dead letter' : ' dead letters');
    say(resend.said, letters + ' would be sent again'
        + (found.before ? '; ' + count(found.before) + ' were sent before' : '')
        + (found.unreadable ? '; ' + count(found.unreadable) + ' lines cannot be read' : '') + '.');
    resend.first.replaceChildren(...found.first.map(letter => make('li', {}, make('bdi', {},
        clock(letter.time) + ' ' + letter.reason + ' ' + letter.type + ' ' + letter.event + ' of ' + letter.workflow))));
    if (found.count === 0) return;
    resend.counted = found;
    say(resend.confirm, 'Send ' + letters + ' again');
    resend.confirm.hidden = false;
  }

  async function confirmResend(card) {
    const resend = card.resend;
    if (card.busy || resend.counted === null) return;
    const {token, count: agreed} = resend.counted;
    resend.counted = null; // a second click finds nothing
    const answer = await post(card, 'resend', {token, count: agreed});
    resend.form.querySelector('button').focus();
    forgetCount(resend);
    say(resend.said, answer.text);
  }

  function showResend(card, data) {
    const resend = card.resend;
    const run = data.resend;
    resend.root.hidden = !data.operable;
    resend.form.hidden = !data.resendable;
    say(resend.note, data.resendable
        ? 'They go through this publisher, with their own ids. Empty fields mean any.'
        : 'The dead letters of this destination do not go to a file that the host can read, so they cannot be sent again from here.');
    resend.stop.hidden = !run || !run.running;
    say(resend.progress, run ? (run.running ? 'Sending for ' : 'Sent for ') + run.user + ': ' + count(run.sent) + ' of ' + count(run.count) + ' delivered, '
        + count(run.refused) + ' refused, ' + count(run.skipped) + ' skipped. ' + run.end : '');
  }

  // ---- what the host sends

  function show(data) {
    lastHeard = Date.now();
    columns = Object.fromEntries(data.columns.map((name, i) => [name, i]));
    csrf = data.csrf || null;
    say(byId('title'), data.title);
    say(byId('user'), 'You are ' + data.user + (data.csrf ? ', who may operate.' : ', who may look.'));
    const present = new Set(data.destinations.map(destination => destination.id));
    for (const [id, card] of cards) {
      if (!present.has(id)) {
        card.root.remove();
        card.link.remove();
        cards.delete(id);
      }
    }
    for (const destination of data.destinations) {
      if (!cards.has(destination.id)) cards.set(destination.id, makeCard(destination.id));
      showCard(cards.get(destination.id), destination);
    }
    const empty = byId('empty');
    empty.hidden = data.destinations.length > 0;
    say(empty, 'No publisher has been built yet.');
    nodes.show(data.boards);
    byId('overview').hidden = data.destinations.length < 2;
    const worst = WORST.find(state => data.destinations.some(destination => destination.state === state)) || 'WAITING';
    showOverall(worst, data.destinations.filter(destination => destination.state === worst).length, data.destinations.length);
    document.body.classList.remove('lost');
    mark(byId('connection'), 'data-live', 'yes');
    say(byId('connection'), 'Live, ' + clock(lastHeard));
  }

  function showOverall(state, number, all) {
    const overall = byId('overall');
    mark(overall, 'data-state', state);
    say(overall.querySelector('.icon'), ICONS[state]);
    const text = (state === 'WAITING' ? 'No destination' : WORDS[state]) + (all > 1 ? ': ' + number + ' of ' + all : '');
    say(overall.querySelector('.word'), text);
    document.title = ICONS[state] + ' ' + text + ' · maestro-events';
  }

  function lost() {
    if (document.body.classList.contains('lost')) return;
    document.body.classList.add('lost');
    mark(byId('connection'), 'data-live', 'no');
    say(byId('connection'), lastHeard ? 'No connection. These figures are of ' + clock(lastHeard) + '.' : 'No connection. Trying again…');
    showOverall('LOST', 0, 0);
  }

  /** Asks for everything; where nothing is streamed, such as behind an actuator, again and again. */
  async function poll() {
    try {
      const answer = await fetch('snapshot', {cache: 'no-store'});
      if (answer.status === 401 || answer.status === 403) location.reload();
      if (answer.ok) show(await answer.json());
      else lost();
    } catch (failure) {
      lost();
    }
  }

  function connect() {
    if (source !== null) source.close();
    source = new EventSource('events');
    source.onmessage = message => show(JSON.parse(message.data));
    source.onerror = () => {
      source.close();
      source = null;
      poll();
      setTimeout(connect, RETRY_MILLIS);
    };
  }

  const nodes = nodesTable(byId('nodes'), {make, say, mark, count, bytes, span, percent,
    announce: text => { byId('announcer').textContent = text; }});

  setInterval(() => {
    if (lastHeard && Date.now() - lastHeard > SILENCE_MILLIS) lost();
  }, 1000);

  document.addEventListener('toggle', event => {
    for (const card of cards.values()) {
      for (const table of Object.values(card.tables)) {
        if (table.root === event.target && table.root.open && table.pending) showRows(table, table.pending);
      }
    }
  }, true);
  for (const input of document.querySelectorAll('input[name=range]')) {
    input.addEventListener('change', () => {
      range = input.value;
      cards.forEach(draw);
    });
  }
  connect();
})();
