using HuddleBot.Playground;
using HuddleBot.Playground.Slack;

var configuration = new ConfigurationBuilder()
    .AddJsonFile(Path.Combine(Environment.CurrentDirectory, "playground.json"), optional: true)
    .AddEnvironmentVariables().AddEnvironmentVariables("ASPNETCORE_").AddCommandLine(args).Build();
try
{
    await using var playground = await SlackPlayground.StartAsync(PlaygroundSettings.Read(configuration));
    await Console.Out.WriteLineAsync($"The Playground is at {playground.Address}; it talks to the bot at {playground.BotUrl}.");
    await playground.WaitForShutdownAsync();
    return 0;
}
catch (Exception e) when (e is InvalidOperationException or IOException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
