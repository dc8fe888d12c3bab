"""Sensor readings: one value of one sensor of one machine at one moment."""

from levier.tables.kinds.kind import Field, Kind, names

SensorReadings = Kind(
    name="sensor_readings",
    label="Relevés de capteurs",
    lines="une mesure d'un capteur",
    day="date",
    requires=(("machine", "sensor"), ("date", "cycle"), ("value",)),
    distinctive=("machine", "sensor", "value"),
    fields=(
        Field(
            "machine",
            "Machine",
            "code",
            names(
                "enregistreur, logger, "
                "machine, equipement, equipment, asset, unit, unit number, product id, id machine, "
                "id equipement, machine id, machineid, device, device id, deviceid, devicename, "
                "entity name, poste, ligne, code equipement, equipment id, appareil, asset id, "
                "nom machine, nom equipement, nom appareil, code machine, code appareil, "
                "no machine, numero machine, numero equipement, no equipement, ref machine, "
                "reference machine, ref equipement, reference equipement, identifiant machine, "
                "identifiant equipement, identifiant appareil, id appareil, machine nom, "
                "machine code, machine name, machine no, machine number, machine ref, "
                "equipment name, equipment code, equipment no, equipment number, equipment tag, "
                "asset name, asset code, asset no, asset number, asset tag, assetname, "
                "device name, device code, device eui, dev eui, deveui, device no, device number, "
                "device serial, device label, device uid, device uuid, dispositif, thing, "
                "thing id, thing name, thing uid, node, node id, node name, node number, gateway, "
                "gateway id, station, station id, station name, host, hostname, unit id, unit no, "
                "line name, ligne production, production line, installation, site machine, system, "
                "system id, system name, plant item, robot, turbine, pump, pompe, moteur, motor, "
                "plc, automate, source id, source name, entity, entity label, originator, "
                "vehicle id, engine, engine id, engine no, serial number, no serie, numero serie, "
                "serial, module id, materiel, poste charge, poste travail, workcenter, "
                "work center, batiment, zone machine, resource, resource id, resource name, "
                "object name, object id, prm, pdl, pce, compteur, no compteur, point de livraison"
            ),
            example="PRESSE-02",
            description="La machine ou l'appareil.",
        ),
        Field(
            "date",
            "Horodatage",
            "datetime",
            names(
                "date, horodatage, timestamp, time, datetime, heure, date heure, ts, created at, "
                "date mesure, date de mesure, datetime utc, date et heure, recorded at, horodate, "
                "event time, last changed, date heure mesure, date heure releve, date releve, "
                "date lecture, date acquisition, date enregistrement, date echantillon, date local, "
                "date utc, date time, date time utc, dt, jour, instant, temps, horodatage mesure, "
                "horodatage local, horodatage utc, heure mesure, heure releve, time stamp, timestamp utc, "
                "timestamp local, timestamp ms, time utc, time local, local time, utc time, sample time, "
                "sampled at, sample date, reading time, reading date, reading at, read at, measured at, "
                "measured on, measurement time, measurement date, measurement timestamp, measure date, "
                "measure time, record time, recorded, recorded on, record date, logged at, log time, "
                "log date, received at, received time, reported at, observed at, observation time, "
                "observation date, date observed, captured at, capture time, collected at, "
                "collection time, acquisition time, epoch, epoch time, unix time, unixtime, last updated, "
                "last update, last seen, event timestamp, event date, source timestamp, source time, "
                "server timestamp, phenomenon time, result time, eventprocessedutctime, "
                "eventenqueuedutctime, value time, updated at, validfrom, datetime local, start time, "
                "period start"
            ),
            example="14/03/2026 09:12:30",
            description="Quand la mesure est faite.",
        ),
        Field(
            "cycle",
            "Cycle",
            "number",
            names(
                "cycle, cycles, time in cycles, compteur, no cycle, nb cycles, numero cycle, num cycle, "
                "nombre cycles, id cycle, compteur cycle, compteur cycles, cycle id, cycle no, "
                "cycle number, cycle count, cycle counter, cycle index, cycles count, cycle time index, "
                "time cycle, part counter, shot number, shot count, run, run id, run number, iteration, "
                "step, sequence, sequence number"
            ),
            low=0,
            example="1 204",
            description="Le numéro du cycle, quand il n'y a pas d'heure.",
        ),
        Field(
            "sensor",
            "Capteur",
            "code",
            names(
                "capteur, sensor, tag, variable, grandeur, mesure, nom capteur, sensor id, point, "
                "point de mesure, channel, parametre, signal, metric, field, key, nom variable, entity id, "
                "measurement, tagname, nom du tag, code capteur, sensor name, point id, telemetry name, "
                "telemetry, nom mesure, nom point, nom point mesure, nom parametre, nom signal, "
                "nom grandeur, code tag, code variable, code mesure, code point, id capteur, id sonde, "
                "id point, id tag, id variable, id mesure, identifiant capteur, no capteur, "
                "numero capteur, ref capteur, reference capteur, libelle capteur, libelle mesure, "
                "libelle variable, libelle point, libelle tag, designation capteur, type capteur, "
                "type mesure, type grandeur, type donnee, type donnees, capteur nom, capteurs, sonde, "
                "sondes, nom sonde, voie mesure, canal, canal mesure, entree analogique, indicateur, "
                "compteur energie, grandeur mesuree, grandeur physique, sensor code, sensor no, "
                "sensor number, sensor type, sensor tag, sensor label, sensor uid, sensor key, sensorid, "
                "sensorname, sensors, probe, probe id, probe name, tag name, tag id, tag description, "
                "tagid, tag path, tagpath, point name, point type, variable name, variable id, "
                "variable label, variable code, variable type, parameter, parameter name, parameter id, "
                "parameter code, signal name, signal id, signal code, channel name, channel id, "
                "channel no, channel number, metric name, metric id, metric type, measure name, "
                "measure id, measure type, measured quantity, measurement name, measurement type, "
                "measurement point, quantity name, quantity kind, property, property name, "
                "observed property, attribute, attribute name, attribute id, data point, data point name, "
                "datapoint, datapoint name, datastream, datastream name, data item, data item id, "
                "dataitem, series, series name, time series, timeseries, time series id, stream, "
                "stream name, stream id, object id point, key name, item name, itemname, itemid, topic, "
                "field name, feed, feed key, feed id, feed name, kpi, counter name, indicator, register, "
                "address tag, characteristic, reading type"
            ),
            example="TEMP_HUILE",
            description="Le capteur ou la grandeur.",
        ),
        Field(
            "value",
            "Valeur",
            "number",
            names(
                "valeur, value, measure, releve, valeur mesuree, mesure valeur, reading, val, num value, "
                "state, resultat, measured value, valeur brute, valeur capteur, valeur corrigee, "
                "valeur mesure, valeur numerique, valeur relevee, valeur releve, valeur lue, "
                "valeur moyenne, valeur instantanee, valeur reelle, valeur actuelle, valeur echantillon, "
                "valeur point, valeur tag, valeur finale, moyenne, releves, lecture, donnee valeur, "
                "mesuree, value num, value number, value numeric, value float, value double, value raw, "
                "value avg, value mean, value average, value decimal, numeric value, numericvalue, "
                "double value, float value, dbl v, raw value, actual value, average value, avg value, "
                "mean value, mean, average, avg, sensor value, sensor reading, tag value, point value, "
                "signal value, variable value, metric value, measure value, measurement value, "
                "measurements, observed value, observation, observation value, reading value, readings, "
                "recorded value, sample, sample value, result value, data value, data, current value, "
                "last value, lastvalue, output, output value, level, magnitude, point reading, "
                "value measure, vvalue, measure value double, temp value, numerical value"
            ),
            example="61,8",
            description="La valeur mesurée.",
        ),
        Field(
            "unit",
            "Unité",
            "text",
            names(
                "unite, uom, unite de mesure, units, unit of measurement, unite mesure, unites, "
                "unite mesuree, unite capteur, unite valeur, unite variable, unite physique, code unite, "
                "libelle unite, unite si, symbole, unit code, unit symbol, unit label, measure unit, "
                "measurement unit, measurement units, value unit, engineering unit, engineering units, "
                "eng unit, eng units, eu units, egu, sensor unit, unit measure, uom code, uom name, "
                "data unit, unitofmeasure, unit text, symbol"
            ),
            example="°C",
            description="L'unité de la mesure.",
        ),
        Field(
            "quality",
            "Qualité",
            "text",
            names(
                "qualite, quality, statut, status, etat, validite, flag, qualitycode, qualite mesure, "
                "qualite donnee, qualite signal, code qualite, indice qualite, indicateur qualite, "
                "statut mesure, statut qualite, statut capteur, etat mesure, etat capteur, valide, "
                "fiabilite, niveau confiance, quality code, quality flag, quality level, quality status, "
                "quality value, quality index, data quality, signal quality, value quality, opc quality, "
                "q, qc, qc flag, qc code, good, valid, validity, status code, statuscode, value status, "
                "point status, reading status, sensor status, data status, confidence, annotated, "
                "questionable, substituted, opcquality, qualite opc, reliability, qualitydetail, "
                "bad quality"
            ),
            example="bonne",
            description="Ce que le système pense de la mesure.",
        ),
    ),
)
