import { effect } from '@preact/signals';
import { render } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Button, IconButton } from '../../../kit/Button';
import { Icon } from '../../../kit/Icon';
import { topModal } from '../../../kit/modals';
import { dismiss, type Message, messages } from '../../../state/messages';
import './messages.css';

/**
 * News and alerts. An open dialog makes everything outside it inert, also to screen readers: what is told then stands
 * inside the one on top. That is why messages have a root of their own, which is moved.
 */
export function Messages() {
  const home = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const root = document.createElement('div');
    root.className = 'messages';
    root.dataset.focusGuest = '';
    render(<Regions />, root);
    const stop = effect(() => {
      const modal = topModal.value;
      const place = modal ? (modal.querySelector('[data-messages]') ?? modal) : home.current;
      if (place && root.parentElement !== place) place.append(root);
    });
    return () => {
      stop();
      render(null, root);
      root.remove();
    };
  }, []);
  return <div ref={home} />;
}

/** Both are there from the start: screen readers only speak what is put into a region that they know. */
function Regions() {
  const news = messages.value.filter((message) => message.tone === 'news');
  const alerts = messages.value.filter((message) => message.tone === 'alert');
  return (
    <>
      <div role="status" class="messages-news">
        {news.map((message) => (
          <MessageBox key={message.id} message={message} />
        ))}
      </div>
      {alerts.map((message) => (
        <div key={message.id} role="alert">
          <MessageBox message={message} />
        </div>
      ))}
    </>
  );
}

function MessageBox({ message }: { message: Message }) {
  const actions = [message.action, message.other].filter((action) => action !== null);
  const buttons = actions.map((action) => (
    <Button
      key={action.label}
      look="quiet"
      onClick={() => {
        dismiss(message.id);
        action.run();
      }}
    >
      {action.label}
    </Button>
  ));
  return (
    <div class={`message ${message.tone}`}>
      {message.tone === 'alert' && <Icon name="alert" />}
      <div class="message-text">
        <p>{message.text}</p>
        {message.lines.length > 0 && (
          <ul>
            {message.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        {/* Two beside the words would leave those no room. */}
        {buttons.length > 1 && <div class="message-actions">{buttons}</div>}
      </div>
      {buttons.length === 1 && buttons}
      <IconButton icon="close" label="Dismiss" onClick={() => dismiss(message.id)} />
    </div>
  );
}
