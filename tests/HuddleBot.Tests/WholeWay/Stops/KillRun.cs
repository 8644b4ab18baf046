using System.Diagnostics;
using System.Globalization;
using HuddleBot.Core.Identity;
using HuddleBot.Tests.Storage;

namespace HuddleBot.Tests.WholeWay.Stops;

/// <summary>
/// Kills processes with SIGKILL, before or after a write or call drawn from a seed, one in every step of a way; others go on. What is there at the end is compared with what is there
/// after the same way, undisturbed. Prints a table; 1 when anything was lost, is there twice outside the stated window, or is there otherwise than it should.
/// </summary>
internal sealed class KillRun(KillOptions options)
{
    /// <summary>So many ways are gone at once: a process that starts waits more than it computes.</summary>
    private const int Lanes = 2;

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Random random = new(options.Seed);
    private readonly Lock gate = new();
    private readonly List<KillRow> rows = [];
    private int troubles;

    public static async Task<int> RunAsync(string[] words)
    {
        try
        {
            return await new KillRun(KillOptions.Parse(words)).RunAsync();
        }
        catch (FormatException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }
    }

    private async Task<int> RunAsync()
    {
        var azurite = new AzuriteFixture();
        if (options.Storage != "sqlite") await azurite.InitializeAsync();
        try
        {
            var grounds = (from bots in (int[])[1, 3] where options.Bots is null || options.Bots == bots
                           from storage in (string[])["sqlite", "azurite"] where options.Storage is null || options.Storage == storage
                           select new Ground(storage == "sqlite" ? null : azurite.ConnectionString, bots, InProcesses: true) { Slow = options.Slow }).ToList();
            var all = (from way in Ways.All where (way.IsOnBoth || options.Platform is null || way.Platform == options.Platform) && (options.Way is null || way.Name == options.Way)
                       from ground in grounds select new KillRow(way, ground)).ToArray();
            random.Shuffle(all);
            rows.AddRange(all);
            var next = 0;
            await Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => Task.Run(async () =>
            {
                while (!IsOver) await GoAsync(all[(Interlocked.Increment(ref next) - 1) % all.Length]);
            })));
        }
        finally
        {
            await azurite.DisposeAsync();
        }

        return Report();
    }

    private bool IsOver => clock.Elapsed > options.Limit || rows.Sum(row => row.Kills) >= options.Kills;

    private async Task GoAsync(KillRow row)
    {
        int seed;
        lock (gate) seed = options.Walk ?? random.Next();
        try
        {
            // The places are found, and the end is seen, with bots in this process: it is the same way.
            row.Rounds ??= await Rounds.BeginAsync(row.Way, row.Ground with { InProcesses = false, Slow = TimeSpan.Zero });
            row.Add(await row.Rounds.On(row.Ground).GoSomewhereAsync(new(seed)), out var told);
            if (told.Length > 0) Tell($"{row.Name}, seed {seed}: {told}");
        }
        catch (Exception e)
        {
            row.Broken++;
            Tell($"{row.Name}, seed {seed}, did not come to its end: {e.Message}");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed:hh\\:mm\\:ss} {row.Name}: {row.Kills} kills; {rows.Sum(one => one.Kills)} in all"));
    }

    /// <summary>At once: who ends the run early has seen it all the same.</summary>
    private void Tell(string what)
    {
        Interlocked.Increment(ref troubles);
        Console.WriteLine(what);
    }

    private int Report()
    {
        var gone = rows.Where(row => row.Kills > 0 || row.Broken > 0).OrderBy(row => row.Name, StringComparer.Ordinal).ToList();
        Console.WriteLine();
        Console.WriteLine("| way | platform | storage | bots | steps found | kills | of them in the window | lost | twice in the window | twice | otherwise | taken, then forgotten | not ended |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var row in gone) Console.WriteLine(row.Line);
        Console.WriteLine($"| all {gone.Count} | | | | {gone.Sum(row => row.Places)} | {gone.Sum(row => row.Kills)} | {gone.Sum(row => row.InWindow)} | {gone.Sum(row => row.Lost)} | {gone.Sum(row => row.TwiceInWindow)} | {gone.Sum(row => row.Twice)} | {gone.Sum(row => row.Different)} | {gone.Sum(row => row.Forgotten)} | {gone.Sum(row => row.Broken)} |");
        Console.WriteLine();
        if (troubles > 0) Console.WriteLine($"{troubles} walks were not as they should be; see above");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {options.Seed}, {clock.Elapsed.TotalMinutes:F1} minutes"));
        return troubles == 0 ? 0 : 1;
    }
}

/// <summary>One way on one storage, with so many bots, and what was seen of it.</summary>
internal sealed class KillRow(Way way, Ground ground)
{
    public Way Way { get; } = way;

    public Ground Ground { get; } = ground;

    public Rounds? Rounds { get; set; }

    public string Name => $"{Way}, {Ground}";

    public int Places => Rounds?.Places ?? 0;

    public int Kills { get; private set; }

    public int InWindow { get; private set; }

    public int Lost { get; private set; }

    public int Twice { get; private set; }

    public int TwiceInWindow { get; private set; }

    public int Different { get; private set; }

    /// <summary>So often somebody was told that it was taken, and had to do it again.</summary>
    public int Forgotten { get; private set; }

    /// <summary>Ways that did not come to their end.</summary>
    public int Broken { get; set; }

    public string Line =>
        $"| {Way.Name} | {(Way.IsOnBoth ? "both" : Way.Platform)} | {(Ground.AzureTables is null ? "SQLite" : "Azurite")} | {Ground.Bots} | {Places} | {Kills} | {InWindow} | {Lost} | {TwiceInWindow} | {Twice} | {Different} | {Forgotten} | {Broken} |";

    /// <param name="told">What is not as it should be; empty: nothing.</param>
    public void Add(Round round, out string told)
    {
        var (seen, comparison) = (round.Deaths.Count, round.Comparison);
        Kills += seen;
        InWindow += round.InWindow;
        Forgotten += round.Forgotten;
        Lost += comparison.Lost.Count;
        Twice += comparison.Twice.Count;
        TwiceInWindow += comparison.TwiceInWindow;
        Different += comparison.Different.Count;
        told = comparison.IsSame ? "" : $"after {string.Join(", ", round.Deaths)}:\n{comparison}";
    }
}
