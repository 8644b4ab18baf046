using System.Diagnostics;
using HuddleBot.Tests.Feedback;
using HuddleBot.Tests.Storage;
using HuddleBot.Tests.WholeWay;

namespace HuddleBot.Tests.Doctor;

/// <summary>The doctor on storages that are there and do not work: what is wrong, and what to do.</summary>
[Collection(AzuriteTests.Name)]
public sealed class BrokenStorageTests(AzuriteFixture azurite)
{
    private const string AnotherKey = "YW5vdGhlciBrZXkgdGhhbiB0aGF0IG9mIHRoaXMgYWNjb3VudA==";

    [Fact]
    public async Task The_key_is_of_another_account()
    {
        var examination = await Examination.OfAsync(
            TimeProvider.System, "--Storage:Provider=AzureTables", $"--Storage:ConnectionString={azurite.ConnectionString.Replace(AzuriteFixture.Key, AnotherKey, StringComparison.Ordinal)}");
        examination.FoundWrong("storage (AzureTables): The table storage at 127.0.0.1 refuses our key. Check Storage:ConnectionString", "not everything could be looked at");
        Assert.Contains(examination.Lines, line => line == "ok    storage (AzureTables): this machine's clock is right");
        Assert.DoesNotContain(examination.Lines, line => line.Contains(AnotherKey, StringComparison.Ordinal));
    }

    /// <summary>A clock that is far off looks like a wrong key; the doctor tells them apart.</summary>
    [Theory]
    [InlineData(20, "20 minutes ahead of the storage's → set it right (NTP): at 15 minutes the storage refuses the bot")]
    [InlineData(-20, "20 minutes behind the storage's → set it right (NTP)")]
    public async Task A_clock_that_is_off_is_told_even_by_a_storage_that_refuses_us(int minutes, string words)
    {
        var time = new TestTime(TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(minutes));
        var examination = await Examination.OfAsync(
            time, "--Storage:Provider=AzureTables", $"--Storage:ConnectionString={azurite.ConnectionString.Replace(AzuriteFixture.Key, AnotherKey, StringComparison.Ordinal)}");
        examination.FoundWrong("refuses our key", words, "not everything could be looked at");
        Assert.Contains(examination.Wrong, line => line.Contains("and this machine's clock", StringComparison.Ordinal));
    }

    [OwnMountsFact]
    public async Task The_file_may_only_be_read()
    {
        var said = await OnADiskAsync("cp \"$SOURCE\" \"$DISK/bot.db\" && mount --bind \"$DISK/bot.db\" \"$DISK/bot.db\" && mount -o remount,bind,ro \"$DISK/bot.db\"");
        Assert.Matches("/bot.db is read-only for the bot. Give its user the right to write the file and its folder; where the disk itself is mounted read-only, mount it for writing", said);
    }

    [OwnMountsFact]
    public async Task The_disk_is_mounted_read_only()
    {
        var said = await OnADiskAsync("cp \"$SOURCE\" \"$DISK/bot.db\" && mount -o remount,ro \"$DISK\"");
        Assert.Matches("/bot.db cannot be opened. Check that its folder exists, that the bot's user may read and write there, and that the disk is not mounted read-only", said);
    }

    /// <summary>To the last page, and with a little room that is used up by the first write.</summary>
    [OwnMountsTheory]
    [InlineData(0)]
    [InlineData(36)]
    public async Task The_disk_is_full(int freeKiB)
    {
        var said = await OnADiskAsync($"cp \"$SOURCE\" \"$DISK/bot.db\" && dd if=/dev/zero of=\"$DISK/other\" bs=4k count={(128 - 12 - freeKiB) / 4} 2>/dev/null");
        Assert.Matches("The disk of the database .*/bot.db is full. Make room there, or move the file .*With room the bot goes on by itself. → do that, then run doctor again", said);
    }

    /// <summary>The real binary, with its database on a file system of 128 KiB that only it sees and that goes with it.</summary>
    /// <returns>What is wrong with the storage.</returns>
    private static async Task<string> OnADiskAsync(string prepare)
    {
        using var folder = new TemporaryFolder();
        var (source, disk) = (folder.File("bot.db"), folder.File("disk"));
        Directory.CreateDirectory(disk);
        var made = await BotProcess.RunAsync(source, new Dictionary<string, string>(StringComparer.Ordinal), ["teams", "show"]);
        Assert.Equal("", made.Error);
        var start = new ProcessStartInfo("unshare", ["-rm", "sh", "-c", $"mount -t tmpfs -o size=128k tmpfs \"$DISK\" && {prepare} && exec dotnet \"$BOT\" doctor \"--Storage:ConnectionString=Data Source=$DISK/bot.db\""])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.FullPath,
        };
        foreach (var (name, value) in ((string, string)[])[("SOURCE", source), ("DISK", disk), ("BOT", Path.Combine(AppContext.BaseDirectory, "HuddleBot.dll"))]) start.Environment[name] = value;
        using var doctor = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            var (output, error) = (doctor.StandardOutput.ReadToEndAsync(patience.Token), doctor.StandardError.ReadToEndAsync(patience.Token));
            await doctor.WaitForExitAsync(patience.Token);
            var said = await output;
            Assert.Equal((1, ""), (doctor.ExitCode, await error));
            return Assert.Single(said.Split('\n'), line => line.StartsWith("wrong storage (Sqlite): ", StringComparison.Ordinal));
        }
        finally
        {
            if (!doctor.HasExited) doctor.Kill(entireProcessTree: true);
        }
    }
}
