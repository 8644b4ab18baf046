export const Day = ({ day }) => <div className="day" role="separator" aria-label={day}><span>{day}</span></div>;
