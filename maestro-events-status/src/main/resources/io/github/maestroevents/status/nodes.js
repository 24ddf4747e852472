'use strict';
/**
 * The table of all nodes that share a journal. What they have written is put in with textContent
 * alone, never as HTML. Used by the script of the page, which lends its tools.
 */
function nodesTable(root, tools) {
  const {make, say, mark, count, bytes, span, percent, announce} = tools;
  const WORDS = {HEALTHY: 'Healthy', DEGRADED: 'Degraded', FAILING: 'Failing', PAUSED: 'Paused', ENDED: 'Ended'};
  const ICONS = {HEALTHY: '✓', DEGRADED: '!', FAILING: '✕', PAUSED: '‖', ENDED: '■', DOWN: '✕', SILENT: '?'};
  const HEADS = ['Node', 'State', 'Seen', 'Undelivered', 'Oldest', 'Journal', 'Success', 'Version'];
  const lives = new Map();
  const body = make('tbody', {role: 'rowgroup'});
  const head = make('tr', {role: 'row'});
  const summary = make('span', {class: 'count'});
  // The roles stay where a phone shows the table as a list.
  const stale = make('p', {class: 'stale', role: 'status'});
  for (const title of HEADS) head.append(make('th', {scope: 'col', role: 'columnheader'}, title));
  const parts = [make('div', {class: 'top'}, make('h2', {id: 'nodes-title'}, 'Nodes'), summary), stale,
      make('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-labelledby': 'nodes-title'},
          make('table', {role: 'table', 'aria-labelledby': 'nodes-title'}, make('thead', {role: 'rowgroup'}, head), body))];

  /** A word for what is known of a node: of a living one that reports, its own. */
  function judge(node) {
    if (node.life === 'DOWN') return {icon: ICONS.DOWN, word: 'Down', state: 'FAILING'};
    if (node.life === 'ENDED') return {icon: ICONS.ENDED, word: 'Ended', state: 'ENDED'};
    if (!node.report || node.silent) return {icon: ICONS.SILENT, word: node.silenceMillis < 0 ? 'Lives' : 'Silent', state: node.silenceMillis < 0 ? 'WAITING' : 'DEGRADED'};
    const known = Object.hasOwn(WORDS, node.report.state);
    return known ? {icon: ICONS[node.report.state], word: WORDS[node.report.state], state: node.report.state}
        : {icon: ICONS.SILENT, word: node.report.state, state: 'WAITING'};
  }

  function reasons(node) {
    if (node.life === 'DOWN') {
      return [node.silenceMillis < 0 ? 'Its lease is over.' : 'Its lease is over, and it said no word for ' + span(node.silenceMillis) + '. The others take its events.'];
    }
    if (node.life === 'ENDED') return ['It has closed its journal.'];
    if (node.silenceMillis < 0) return ['It has no status page, so it does not report.'];
    if (!node.report) return ['Its report cannot be read.'];
    if (node.silent) return ['It holds its lease, but has not reported for ' + span(node.silenceMillis) + '.'];
    return node.report.reasons;
  }

  function seen(node) {
    if (node.sinceMillis < 0) return '–';
    return node.life === 'ALIVE' ? 'up ' + span(node.sinceMillis) : 'last word ' + span(node.silenceMillis) + ' ago';
  }

  function cell(title, attributes, ...children) {
    return make('td', {'data-head': title, role: 'cell', ...attributes}, ...children);
  }

  function row(node, destination, several) {
    const verdict = judge(node);
    const report = node.report;
    const name = make('th', {scope: 'row', role: 'rowheader', title: node.process}, make('bdi', {}, node.name));
    if (node.self) name.append(make('small', {}, ' this node'));
    if (several) name.append(make('small', {}, ' ', make('bdi', {}, destination)));
    const pill = make('span', {class: 'pill'}, make('span', {class: 'icon', 'aria-hidden': 'true'}, verdict.icon),
        make('span', {class: 'word'}, verdict.word));
    const why = make('ul', {class: 'why'}, ...reasons(node).map(reason => make('li', {}, make('bdi', {}, reason))));
    const ends = report ? report.delivered + report.lost : 0;
    return make('tr', {role: 'row', 'data-state': verdict.state, 'data-life': node.life}, name, cell(HEADS[1], {class: 'judged'}, pill, why),
        cell(HEADS[2], {}, seen(node)),
        cell(HEADS[3], {class: 'number'}, report ? count(report.undelivered) : '–'),
        cell(HEADS[4], {class: 'number'}, report && report.oldestMillis >= 0 ? span(report.oldestMillis + Math.max(0, node.silenceMillis)) : '–'),
        cell(HEADS[5], {class: 'number'}, report && report.journalMaxBytes > 0
            ? (report.journalBytes * 100 / report.journalMaxBytes).toFixed(1) + '% of ' + bytes(report.journalMaxBytes) : '–'),
        cell(HEADS[6], {class: 'number'}, ends ? percent(report.delivered / ends) : '–'),
        cell(HEADS[7], {}, make('bdi', {}, report ? report.version : '–')));
  }

  /** Says it once when a node comes, goes or changes. */
  function tell(node, destination) {
    const key = JSON.stringify([destination, node.name]);
    const word = judge(node).word;
    if (lives.has(key) && lives.get(key) !== word) announce('Node ' + node.name + ': ' + word + '.');
    lives.set(key, word);
  }

  function staleText(board) {
    const name = '“' + board.destination + '”: ';
    if (board.readMillis < 0) {
      return board.trouble ? name + board.trouble + '.' : '';
    }
    if (board.stale) {
      return name + 'this node has not been able to read the database for ' + span(board.readMillis)
          + '. What stands here of the other nodes is of then.' + (board.trouble ? ' ' + board.trouble + '.' : '');
    }
    return board.trouble ? name + board.trouble + '.' : '';
  }

  return {
    show(boards) {
      root.hidden = boards.length === 0;
      if (root.hidden) return;
      if (!root.firstChild) root.append(...parts); // a page without it has no empty table
      const rows = boards.flatMap(board => board.nodes.map(node => ({node, destination: board.destination})));
      rows.forEach(each => tell(each.node, each.destination));
      rows.sort((a, b) => a.node.name.localeCompare(b.node.name, 'en', {numeric: true}));
      say(stale, boards.map(staleText).filter(text => text).join(' '));
      mark(root, 'data-stale', boards.some(board => board.stale) ? 'yes' : 'no');
      const names = life => new Set(rows.filter(each => !life || each.node.life === life).map(each => each.node.name)).size;
      const told = [names('ALIVE') + ' alive', names('DOWN') ? names('DOWN') + ' down' : '', names('ENDED') ? names('ENDED') + ' ended' : ''];
      say(summary, rows.length ? names() + (names() === 1 ? ' node: ' : ' nodes: ') + told.filter(part => part).join(', ')
          : boards.some(board => board.trouble) ? 'not known' : 'being read…');
      const text = JSON.stringify(rows);
      if (root.shown !== text) {
        root.shown = text;
        body.replaceChildren(...rows.map(each => row(each.node, each.destination, boards.length > 1)));
      }
    },
  };
}
