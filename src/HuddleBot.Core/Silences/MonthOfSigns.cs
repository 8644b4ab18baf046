using System.Globalization;
using HuddleBot.Core.Storage;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Silences;

/// <summary>
/// The hours of one month (in UTC) in which there were signs, as a row: for each day a number of 24 bits in hexadecimal, the hour after midnight in the lowest. It changes once an
/// hour at most, however much comes in.
/// </summary>
internal sealed class MonthOfSigns(SignOf of, YearMonth month)
{
    private const int HoursPerDay = 24;
    private static readonly YearMonthPattern InKey = YearMonthPattern.CreateWithInvariantCulture("uuuuMM");

    private readonly int[] given = new int[31];
    private readonly int[] arrived = new int[31];
    private string? eTag;

    public static string PrefixOf(SignOf of) => of.Key + "-";

    public static string KeyOf(SignOf of, YearMonth month) => PrefixOf(of) + InKey.Format(month);

    public IEnumerable<int> Given => HoursOf(given);

    public IEnumerable<int> Arrived => HoursOf(arrived);

    /// <summary>The key that all months of one have, from a row's.</summary>
    public static string OwnerOf(TableEntity row) => row.RowKey[..row.RowKey.LastIndexOf('-')];

    public static YearMonth MonthIn(TableEntity row) => InKey.Parse(row.RowKey[(row.RowKey.LastIndexOf('-') + 1)..]).Value;

    public static YearMonth MonthOf(int hour) => Signs.StartOf(hour).InUtc().Date.ToYearMonth();

    public static MonthOfSigns FromEntity(SignOf of, TableEntity row)
    {
        var read = new MonthOfSigns(of, MonthIn(row)) { eTag = row.ETag };
        Read(row.GetString("Given"), read.given);
        Read(row.GetString("Arrived"), read.arrived);
        return read;
    }

    public TableEntity ToEntity() => new(SignLog.Partition, KeyOf(of, month), eTag) { ["Given"] = Write(given), ["Arrived"] = Array.TrueForAll(arrived, day => day == 0) ? null : Write(arrived) };

    /// <param name="sign">Of this month.</param>
    public bool Has(NotedSign sign) => (DaysOf(sign)[DayOf(sign)] & BitOf(sign)) != 0;

    /// <inheritdoc cref="Has"/>
    public void Add(NotedSign sign) => DaysOf(sign)[DayOf(sign)] |= BitOf(sign);

    private int[] DaysOf(NotedSign sign) => sign.HasArrived ? arrived : given;

    private static int DayOf(NotedSign sign) => Signs.StartOf(sign.Hour).InUtc().Day - 1;

    private static int BitOf(NotedSign sign) => 1 << Signs.StartOf(sign.Hour).InUtc().Hour;

    private IEnumerable<int> HoursOf(int[] days)
    {
        var first = Signs.HourOf(month.OnDayOfMonth(1).AtStartOfDayInZone(DateTimeZone.Utc).ToInstant());
        for (var hour = 0; hour < days.Length * HoursPerDay; hour++)
        {
            if ((days[hour / HoursPerDay] & (1 << (hour % HoursPerDay))) != 0) yield return first + hour;
        }
    }

    private static string Write(int[] days) => string.Join(' ', days.Select(day => day.ToString("x", CultureInfo.InvariantCulture)));

    private static void Read(string? text, int[] days)
    {
        foreach (var (index, day) in (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Index())
            days[index] = int.Parse(day, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}

/// <param name="Hour">Since 1970.</param>
/// <param name="HasArrived">It is the hour in which something newer came in, not the one in which it was given.</param>
internal readonly record struct NotedSign(int Hour, bool HasArrived);
