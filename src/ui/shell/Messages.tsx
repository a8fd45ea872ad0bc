import { Button, IconButton } from '../../kit/Button';
import { Icon } from '../../kit/Icon';
import { dismiss, type Message, messages } from '../../views/messages';

/** News and alerts. Both regions are there from the start: screen readers only speak what is put into a known one. */
export function Messages() {
  const news = messages.value.filter((message) => message.tone === 'news');
  const alerts = messages.value.filter((message) => message.tone === 'alert');
  return (
    <div class="messages">
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
    </div>
  );
}

function MessageBox({ message }: { message: Message }) {
  const { action } = message;
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
      </div>
      {action && (
        <Button
          look="quiet"
          onClick={() => {
            dismiss(message.id);
            action.run();
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton icon="close" label="Dismiss" onClick={() => dismiss(message.id)} />
    </div>
  );
}
