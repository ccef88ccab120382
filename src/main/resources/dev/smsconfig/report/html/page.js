
(function () {
  'use strict';
  var LEAST = 6;
  // more rows at once make a page slow
  var MOST = 500;

  function element(name, text) {
    var made = document.createElement(name);
    if (text) { made.textContent = text; }
    return made;
  }

  var words = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

  function key(row, index) {
    var cell = row.cells[index];
    return cell.hasAttribute('data-key') ? cell.getAttribute('data-key') : cell.textContent;
  }

  function byNumber(sign) {
    return function (a, b) {
      // what has no figure comes last, whichever way
      if (isNaN(a.key) || isNaN(b.key)) { return (isNaN(a.key) ? 1 : 0) - (isNaN(b.key) ? 1 : 0); }
      return sign * (a.key - b.key);
    };
  }

  function byWord(sign) {
    return function (a, b) { return sign * words.compare(a.key, b.key); };
  }

  function sortable(table, header, index) {
    var button = element('button', header.textContent);
    button.type = 'button';
    header.textContent = '';
    header.appendChild(button);
    header.setAttribute('aria-sort', 'none');
    button.addEventListener('click', function () {
      var down = header.getAttribute('aria-sort') === 'ascending';
      var body = table.tBodies[0];
      var rows = Array.prototype.slice.call(body.rows);
      var numbers = header.classList.contains('k-number')
        || (rows.length > 0 && rows.every(function (row) { return row.cells[index].hasAttribute('data-key'); }));
      var sorted = rows.map(function (row) {
        var text = key(row, index);
        return { row: row, key: !numbers ? text : text.trim() === '' ? NaN : Number(text) };
      });
      sorted.sort((numbers ? byNumber : byWord)(down ? -1 : 1));
      var all = document.createDocumentFragment();
      sorted.forEach(function (one) { all.appendChild(one.row); });
      body.appendChild(all);
      Array.prototype.forEach.call(table.tHead.rows[0].cells, function (other) {
        other.setAttribute('aria-sort', 'none');
      });
      header.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      table.dispatchEvent(new Event('sorted'));
    });
  }

  function labelled(text, control) {
    var label = element('label', text);
    label.appendChild(control);
    return label;
  }

  function filters(table) {
    var rows = Array.prototype.slice.call(table.tBodies[0].rows);
    var tools = element('div');
    tools.className = 'tools';
    tools.setAttribute('role', 'search');
    tools.setAttribute('aria-label', 'Filter: ' + table.caption.textContent);
    var words = element('input');
    words.type = 'search';
    words.autocomplete = 'off';
    tools.appendChild(labelled('Filter rows', words));
    var choices = [];
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (header, index) {
      if (!header.hasAttribute('data-choice')) { return; }
      var counts = new Map();
      rows.forEach(function (row) {
        var value = row.cells[index].textContent;
        counts.set(value, (counts.get(value) || 0) + 1);
      });
      if (counts.size < 2) { return; }
      var select = element('select');
      var any = element('option', 'all');
      any.value = '';
      select.appendChild(any);
      Array.from(counts.keys()).sort().forEach(function (value) {
        var option = element('option', (value || '(none)') + ' (' + counts.get(value) + ')');
        option.value = 'is:' + value;
        select.appendChild(option);
      });
      choices.push({ index: index, select: select });
      tools.appendChild(labelled(header.textContent.trim(), select));
    });
    var shown = element('output');
    shown.setAttribute('aria-live', 'polite');
    tools.appendChild(shown);
    var more = element('button', 'Show all');
    more.type = 'button';
    tools.appendChild(more);
    var most = MOST;
    var texts = null;
    var apply = function () {
      var wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
      if (!texts) { texts = new Map(rows.map(function (row) { return [row, row.textContent.toLowerCase()]; })); }
      var count = 0;
      Array.prototype.slice.call(table.tBodies[0].rows).forEach(function (row) {
        var fits = wanted.every(function (word) { return texts.get(row).indexOf(word) >= 0; })
          && choices.every(function (choice) {
            return choice.select.value === ''
              || choice.select.value === 'is:' + row.cells[choice.index].textContent;
          });
        count += fits ? 1 : 0;
        row.hidden = !fits || count > most;
      });
      more.hidden = count <= most;
      shown.textContent = count + ' of ' + rows.length + ' rows' + (count > most ? ', the first ' + most + ' are shown' : '');
    };
    var showing = function (limit) { return function () { most = limit; apply(); }; };
    more.addEventListener('click', showing(Infinity));
    table.addEventListener('sorted', apply);
    if (rows.length > MOST) {
      window.addEventListener('beforeprint', showing(Infinity));
      window.addEventListener('afterprint', showing(MOST));
    }
    words.addEventListener('input', apply);
    choices.forEach(function (choice) { choice.select.addEventListener('change', apply); });
    table.parentNode.parentNode.insertBefore(tools, table.parentNode);
    apply();
  }

  Array.prototype.forEach.call(document.querySelectorAll('table.data'), function (table) {
    var count = table.tBodies[0].rows.length;
    if (count >= LEAST) { filters(table); }
    if (count > 1) {
      Array.prototype.forEach.call(table.tHead.rows[0].cells, function (header, index) {
        sortable(table, header, index);
      });
    }
  });

  // paper can't be unfolded
  var folded = [];
  window.addEventListener('beforeprint', function () {
    folded = Array.prototype.slice.call(document.querySelectorAll('details:not([open])'));
    folded.forEach(function (one) { one.open = true; });
  });
  window.addEventListener('afterprint', function () {
    folded.forEach(function (one) { one.open = false; });
    folded = [];
  });
})();
