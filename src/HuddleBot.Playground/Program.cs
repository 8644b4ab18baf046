using HuddleBot.Playground;

var configuration = new ConfigurationBuilder()
    .AddJsonFile(Path.Combine(Environment.CurrentDirectory, "playground.json"), optional: true)
    .AddEnvironmentVariables().AddEnvironmentVariables("ASPNETCORE_").AddCommandLine(args).Build();
try
{
    var (port, slack, teams) = PlaygroundSettings.Read(configuration);
    await using var playground = await Playgrounds.StartAsync(slack, teams, port);
    await Console.Out.WriteLineAsync($"The Playground is at {playground.Address}; it talks to the bot at {new Uri(slack.BotUrl!, "/")}.");
    await playground.WaitForShutdownAsync();
    return 0;
}
catch (Exception e) when (e is InvalidOperationException or IOException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
