using HuddleBot.Playground.Slack;

await using var playground = await SlackPlayground.StartAsync(new SlackPlaygroundOptions { Port = 3979, BotUrl = new Uri("http://127.0.0.1:3978/slack/events") });
await Task.Delay(Timeout.Infinite);
