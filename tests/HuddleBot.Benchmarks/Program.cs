using HuddleBot.Benchmarks;
using HuddleBot.Benchmarks.Accepting;
using HuddleBot.Benchmarks.Clicks;
using HuddleBot.Benchmarks.Counters;
using HuddleBot.Benchmarks.Digests;
using HuddleBot.Benchmarks.Drain;
using HuddleBot.Benchmarks.Drops;
using HuddleBot.Benchmarks.Effects;
using HuddleBot.Benchmarks.FanOut;
using HuddleBot.Benchmarks.Likeness;
using HuddleBot.Benchmarks.Moving;
using HuddleBot.Benchmarks.Operations;
using HuddleBot.Benchmarks.Posted;
using HuddleBot.Benchmarks.Queue;
using HuddleBot.Benchmarks.Replay;
using HuddleBot.Benchmarks.Replicas;
using HuddleBot.Benchmarks.Silences;
using HuddleBot.Benchmarks.StartUp;

return args switch
{
    ["fan-out", .. var words] => await FanOutBenchmark.RunAsync(words),
    ["start-up", .. var words] => await StartUpBenchmark.RunAsync(words),
    ["likeness", .. var words] => await LikenessBenchmark.RunAsync(words),
    ["queue", .. var words] => await QueueBenchmark.RunAsync(words),
    ["accept", .. var words] => await AcceptBenchmark.RunAsync(words),
    ["clicks", .. var words] => await ClickBenchmark.RunAsync(words),
    ["bare-server", var secret] => await BareKestrel.RunAsync(secret),
    ["counters", .. var words] => await CountersBenchmark.RunAsync(words),
    ["moving", .. var words] => await MovingBenchmark.RunAsync(words),
    ["digest", .. var words] => await DigestBenchmark.RunAsync(words),
    ["drain", .. var words] => await DrainBenchmark.RunAsync(words),
    ["drops", .. var words] => DropsBenchmark.Run(words),
    ["replay", .. var words] => await ReplayBenchmark.RunAsync(words),
    ["effect", .. var words] => EffectBenchmark.Run(words),
    ["silence", .. var words] => await SilenceBenchmark.RunAsync(words),
    ["operations", .. var words] => await OperationsBenchmark.RunAsync(words),
    ["posted", .. var words] => await PostedBenchmark.RunAsync(words),
    ["all", .. var words] => await AllBenchmarks.RunAsync(words),
    ["replicas", .. var words] => await ReplicasBenchmark.RunAsync(words),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        dotnet run -c Release --project tests/HuddleBot.Benchmarks -- fan-out  [--platform teams|slack] [--teams 5000] [--lead-seconds 330] [--most-minutes 15]
        dotnet run -c Release --project tests/HuddleBot.Benchmarks -- start-up [--teams 10000] [--times 3] [--seconds 60] [--huddles 1] [--bot HuddleBot.dll]
        dotnet run -c Release --project tests/HuddleBot.Benchmarks -- queue    [--teams 300] [--escalations 10000] [--times 60]
        dotnet run -c Release --project tests/HuddleBot.Benchmarks -- likeness [--known 10000] [--times 200]
        dotnet run -c Release --project tests/HuddleBot.Benchmarks -- accept   [--storage sqlite|azurite] [--responses 50000] [--singles 10000] [--rounds 3] [--connections 16] [--teams 20]
        dotnet run -c Release --project tests/HuddleBot.Benchmarks -- clicks   [--platform slack|teams] [--storage sqlite|azurite] [--clicks 5000] [--rounds 5] [--connections 16] [--teams 20]
        dotnet run -c Release --project tests/HuddleBot.Benchmarks -- counters [--responses 20000] [--rounds 4] [--days 730] [--times 100] [--warm 300] [--import 0] [--scattered 0]
        dotnet run -c Release --project tests/HuddleBot.Benchmarks -- moving   [--responses 200000] [--azure-responses 200000] [--rounds 1]
        dotnet run -c Release --project tests/HuddleBot.Benchmarks -- digest   [--teams 500] [--weeks 4] [--answers 40] [--issues 6]
        dotnet run -c Release --project tests/HuddleBot.Benchmarks -- drain    [--platform slack|teams] [--posts 5000] [--channels 300] [--urgent-percent 10] [--seed 20261123] [--most-minutes 30]
        dotnet run -c Release --project tests/HuddleBot.Benchmarks -- drops    [--percent 100] [--seed 20261123] [--folder drops] [--part delays]
        dotnet run -c Release --project tests/HuddleBot.Benchmarks -- replay   [--file ../shared/data/lounge-reviews.csv] [--characters 400] [--allowed 0.5]
        dotnet run -c Release --project tests/HuddleBot.Benchmarks -- effect   [--percent 100] [--seed 20261123] [--folder effects] [--part placebo]
        dotnet run -c Release --project tests/HuddleBot.Benchmarks -- silence  [--percent 100] [--seed 20261123] [--replay ../shared/data/lounge-reviews.csv]
        dotnet run -c Release --project tests/HuddleBot.Benchmarks -- replicas [--minutes 3] [--seed 20261123] [--platform slack|teams]
        dotnet run -c Release --project tests/HuddleBot.Benchmarks -- operations [--small 10000] [--large 1000000] [--storage sqlite|azurite]
        dotnet run -c Release --project tests/HuddleBot.Benchmarks -- posted   [--platform slack|teams] [--storage sqlite|azurite] [--answers 100] [--import 50000]
        dotnet run -c Release --project tests/HuddleBot.Benchmarks -- all      (everything in a short form, about twenty minutes)
        clicks, accept, start-up, operations, posted and all draw their bars with --folder FOLDER
        """);
    return 2;
}
