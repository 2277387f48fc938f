// Puts a form of Kith into the page that includes this script, in a frame as high as the form.
(() => {
  const script = document.currentScript;
  if (!script) return;
  const source = new URL(script.src);
  const here = new URL(location.href);
  const query = new URLSearchParams({ embed: '1', page: here.origin + here.pathname });
  for (const tag of ['utm_source', 'utm_medium', 'utm_campaign']) {
    const value = here.searchParams.get(tag);
    if (value) query.set(tag, value);
  }
  if (document.referrer) query.set('referrer', document.referrer);
  const frame = document.createElement('iframe');
  frame.src = source.origin + source.pathname.replace(/\/embed\.js$/, '') + '?' + query;
  frame.title = script.dataset.title || 'Form';
  frame.style.cssText = 'display:block;width:100%;height:480px;border:0';
  script.after(frame);
  addEventListener('message', (event) => {
    if (event.source !== frame.contentWindow || event.origin !== source.origin) return;
    const { kith, height, url } = event.data ?? {};
    if (kith === 'size' && height > 0) frame.style.height = Math.ceil(height) + 'px';
    if (kith === 'go' && /^https:\/\//.test(url)) location.assign(url);
  });
})();
