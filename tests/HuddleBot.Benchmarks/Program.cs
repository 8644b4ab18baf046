using HuddleBot.Benchmarks;
using HuddleBot.Benchmarks.FanOut;

return args switch
{
    ["fan-out", .. var words] => await FanOutBenchmark.RunAsync(words),
    ["start-up", .. var words] => await StartUpBenchmark.RunAsync(words),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        dotnet run -c Release --project tests/HuddleBot.Benchmarks -- fan-out  [--platform teams|slack] [--teams 5000] [--lead-seconds 330] [--most-minutes 15]
        dotnet run -c Release --project tests/HuddleBot.Benchmarks -- start-up [--teams 10000] [--huddles 1] [--bot HuddleBot.dll]
        """);
    return 2;
}
