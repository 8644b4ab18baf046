using System.Diagnostics;
using HuddleBot.Core.Storage;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Storage;
using HuddleBot.Webhooks;

namespace HuddleBot.Tests.Webhooks;

/// <summary>A bot that is killed while a receiver has its message sends it again, under the same id.</summary>
public sealed class WebhookKillTests
{
    [Fact]
    public async Task What_was_being_sent_when_the_bot_was_killed_comes_again_under_the_same_id()
    {
        using var folder = new TemporaryFolder();
        await using var receiver = await Receiver.StartAsync();
        string[] settings = [$"Webhooks:crm:Url={receiver.Url}", $"Webhooks:crm:Secret={receiver.Secret}"];
        await using (var store = new SqliteTableStore(new($"Data Source={folder.File("bot.db")}")))
        {
            var webhooks = WebhookSettings.Read(WebhookScene.SettingsOf(settings));
            var outbox = new WebhookOutbox(store, new RowSequence(), webhooks, TimeProvider.System);
            foreach (var id in (string[])["r-1", "r-2"]) await outbox.PutAsync(webhooks.All[0], WebhookScene.News(id, 0), CancellationToken.None);
        }

        Process? bot = null;
        receiver.Then(_ =>
        {
            bot!.Kill();
            return Task.CompletedTask;
        });
        bot = Start(folder.File("bot.db"), settings);
        await EndAsync(bot);
        Assert.Single(receiver.All);

        bot = Start(folder.File("bot.db"), settings);
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (receiver.All.Count < 3) await Task.Delay(50, patience.Token);
        }
        finally
        {
            bot.Kill();
            await EndAsync(bot);
        }

        var ids = receiver.All.Select(one => one.Id).ToList();
        Assert.Equal((ids[0], 3), (ids[1], ids.Count));
        Assert.NotEqual(ids[0], ids[2]);
        Assert.All(receiver.All, one => Assert.True(one.IsSigned));
    }

    private static Process Start(string database, string[] settings) => Process.Start(new ProcessStartInfo(
        "dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "HuddleBot.dll"), "serve", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None", $"--Storage:ConnectionString=Data Source={database}",
            .. settings.Select(setting => "--" + setting),
        ]) { UseShellExecute = false })!;

    private static async Task EndAsync(Process process)
    {
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
